import { DecayedRatio } from './decayed-ratio.js';

/** Returns below which a window is too short to speak of a volatility. */
const MINIMUM_RETURNS = 20;

/**
 * Volatility of the mid price per square root of a second: √(Σ w·r² / Σ w·Δt), r the log return of the mid from
 * row to row. Realised variance (Andersen, Bollerslev, Diebold, Labys, Econometrica 71, 2003) over an
 * exponential window; the mean return is taken as zero, as is usual at this scale. Irregular rows need no grid:
 * squared returns are set against the time they took. The bounce of best quotes is part of it.
 * NaN for the first 20 returns. A row without a mid (a side is empty) counts with its time; the next mid is
 * compared with the last one known.
 */
export class RealisedVolatility {
  readonly #variance = new DecayedRatio(MINIMUM_RETURNS);
  #lastMid = NaN;

  /** @param decay what is left of the window after `seconds` since the row before. */
  update(mid: number, seconds: number, decay: number): number {
    const logReturn = this.#logReturn(mid);
    this.#variance.add(logReturn * logReturn, seconds, decay);
    return Math.sqrt(this.#variance.value);
  }

  /** Takes the mid of a row that has no predecessor. */
  start(mid: number): void {
    this.#lastMid = mid;
  }

  reset(): void {
    this.#variance.reset();
    this.#lastMid = NaN;
  }

  #logReturn(mid: number): number {
    const last = this.#lastMid;
    if (mid === last || Number.isNaN(mid)) return 0;
    this.#lastMid = mid;
    return Number.isNaN(last) ? 0 : Math.log(mid / last);
  }
}
