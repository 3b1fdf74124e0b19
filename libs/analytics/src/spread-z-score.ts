import { ExponentialMoments } from './exponential-moments.js';

/**
 * How many standard deviations the spread stands from its exponential mean up to this row. Each spread
 * weighs by how long it prevailed: it enters the mean when the next row ends it, so that a spread is never
 * measured against itself.
 * NaN where a side is empty or nothing came before. While the spread has never varied: 0 where it is as always, NaN where
 * it is not (there is no scale to measure it by).
 */
export class SpreadZScore {
  readonly #moments = new ExponentialMoments();
  #prevailing = NaN;

  /** Takes the spread of a row that has no predecessor. */
  start(spread: number): void {
    this.#prevailing = spread;
  }

  /** @param weight share of the spread that prevailed since the row before, e.g. 1 − e^(−Δt/τ). */
  update(spread: number, weight: number): number {
    const moments = this.#moments;
    if (!Number.isNaN(this.#prevailing)) moments.add(this.#prevailing, weight);
    this.#prevailing = spread;
    const distance = spread - moments.mean;
    return distance === 0 ? 0 : distance / nanIfZero(Math.sqrt(moments.variance));
  }

  reset(): void {
    this.#moments.reset();
    this.#prevailing = NaN;
  }
}

function nanIfZero(value: number): number {
  return value === 0 ? NaN : value;
}
