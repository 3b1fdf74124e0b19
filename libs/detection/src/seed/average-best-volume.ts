import { ASK_VOLUME, BID_VOLUME } from '@genesis/market';
import { type BookView } from '../book-view.js';

/** Share of each new snapshot in the average. */
export const ALPHA = 0.05;
/** What the predecessor takes for the average before its first snapshot. */
export const INITIAL_VOLUME = 10;

/**
 * Exponential average (α = 0.05 per snapshot) of the mean of both sides' best volume, in volume units: what the rules call
 * usual. As in the predecessor it takes the current row in before the rules look at it, and starts at 10.
 */
export class AverageBestVolume {
  #value = INITIAL_VOLUME;

  get value(): number {
    return this.#value;
  }

  update({ rows, offset }: BookView): void {
    const mean = (rows[offset + BID_VOLUME] + rows[offset + ASK_VOLUME]) / 2;
    this.#value = (1 - ALPHA) * this.#value + ALPHA * mean;
  }
}
