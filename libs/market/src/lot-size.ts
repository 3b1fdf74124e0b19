import { GridEstimator } from './grid-estimator.js';
import { ASK_VOLUME, BID_VOLUME, LEVELS } from './snapshot-layout.js';

/**
 * Infers an instrument's lot, the smallest volume step, from the volumes shown. One per instrument;
 * robustness and limits are those of `GridEstimator`. Where odd lots are quoted, the lot is 1.
 */
export class LotEstimator {
  readonly #grid = new GridEstimator();

  /** Volume units; NaN until three rows have agreed on one. May only shrink. */
  get lot(): number {
    return this.#grid.value;
  }

  /** Looks at every row at first, then at one in 64. */
  observe(rows: Float64Array, offset: number): void {
    const grid = this.#grid;
    if (!grid.due()) return;
    const bid = offset + BID_VOLUME;
    const ask = offset + ASK_VOLUME;
    for (let level = 0; level < LEVELS; level++) {
      grid.include(rows[bid + level]);
      grid.include(rows[ask + level]);
    }
    grid.vote();
  }

  reset(): void {
    this.#grid.reset();
  }
}
