import { DecayedRatio } from './decayed-ratio.js';

/** Rows below which a rate would be chance. */
const MINIMUM_ROWS = 20;

/** Snapshots per second over an exponential window; NaN for the first 20 rows or while all share one stamp. */
export class UpdateRate {
  readonly #rate = new DecayedRatio(MINIMUM_ROWS);

  /** @param decay what is left of the window after `seconds` since the row before. */
  update(seconds: number, decay: number): number {
    this.#rate.add(1, seconds, decay);
    return this.#rate.value;
  }

  reset(): void {
    this.#rate.reset();
  }
}
