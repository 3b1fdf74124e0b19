import { GridEstimator } from './grid-estimator.js';
import { ASK_PRICE, BID_PRICE, LEVELS } from './snapshot-layout.js';

/**
 * Infers an instrument's tick, the smallest price step, from the distances between neighbouring levels and
 * across the spread. One per instrument; robustness and limits are those of `GridEstimator`.
 */
export class TickEstimator {
  readonly #grid = new GridEstimator();

  /** Currency units; NaN until three rows have agreed on one. May only shrink. */
  get tick(): number {
    return this.#grid.value;
  }

  /** Looks at every row at first, then at one in 64. */
  observe(rows: Float64Array, offset: number): void {
    const grid = this.#grid;
    if (!grid.due()) return;
    const bid = offset + BID_PRICE;
    const ask = offset + ASK_PRICE;
    grid.include(rows[ask] - rows[bid]);
    for (let level = 1; level < LEVELS; level++) {
      grid.include(rows[bid + level - 1] - rows[bid + level]);
      grid.include(rows[ask + level] - rows[ask + level - 1]);
    }
    grid.vote();
  }

  reset(): void {
    this.#grid.reset();
  }
}
