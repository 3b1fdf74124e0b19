/** Below it a variance is as good as zero, and close to numbers that processors handle slowly. */
const NEGLIGIBLE = 1e-200;

/**
 * Exponentially weighted mean and variance, updated without the cancellation of E[x²] − E[x]² (West, Comm. ACM 22,
 * 1979; Finch, "Incremental calculation of weighted mean and variance", 2009). Weights are normalised by
 * their sum, so the first values are not drowned by an invented start.
 * For irregular sampling the weight of a value that stood for Δt is 1 − e^(−Δt/τ).
 */
export class ExponentialMoments {
  #mean = NaN;
  #variance = 0;
  #weight = 0;

  /** NaN before the first value of positive weight. */
  get mean(): number {
    return this.#mean;
  }

  /** Of the weighted values (no correction for their number); 0 before two different ones. */
  get variance(): number {
    return this.#variance;
  }

  /** @param weight share of the new value in an average that has run for long, in [0, 1]; 0 changes nothing. */
  add(value: number, weight: number): void {
    if (weight === 0) return;
    if (this.#weight === 0) {
      this.#mean = value;
      this.#weight = weight;
      return;
    }
    this.#weight += weight * (1 - this.#weight);
    const share = weight / this.#weight;
    const difference = value - this.#mean;
    this.#mean += share * difference;
    const variance = (1 - share) * (this.#variance + share * difference * difference);
    this.#variance = variance < NEGLIGIBLE ? 0 : variance;
  }

  reset(): void {
    this.#mean = NaN;
    this.#variance = 0;
    this.#weight = 0;
  }
}
