/** Below it a sum is as good as zero, and close to numbers that processors handle slowly. */
const NEGLIGIBLE = 1e-200;

/**
 * Amount per second over an exponential window: Σ wᵢ·amountᵢ / Σ wᵢ·secondsᵢ with wᵢ = the product of the decays that
 * came after i. Fit for irregular rows: long waits and bursts of equal stamps weigh by the time they took.
 * With decay e^(−Δt/τ) the window is τ seconds of event time, with a constant it is a number of rows.
 */
export class DecayedRatio {
  #amount = 0;
  #seconds = 0;
  #terms = 0;

  /** @param minimumTerms additions below which the ratio is NaN. */
  constructor(readonly minimumTerms: number) {}

  /** `decay` in [0, 1] applies to what was there before. */
  add(amount: number, seconds: number, decay: number): void {
    const kept = this.#amount * decay;
    this.#amount = (kept < NEGLIGIBLE ? 0 : kept) + amount;
    this.#seconds = this.#seconds * decay + seconds;
    this.#terms++;
  }

  /** NaN before the minimum of terms, or while no time has passed. */
  get value(): number {
    return this.#terms < this.minimumTerms || this.#seconds === 0 ? NaN : this.#amount / this.#seconds;
  }

  reset(): void {
    this.#amount = 0;
    this.#seconds = 0;
    this.#terms = 0;
  }
}
