/**
 * A quantile of a positive stream by bounded multiplicative steps: up by a share of the step when a value lies
 * above, down by the rest when below, so that it settles where `level` of the values lie below. An episode moves
 * it no further than so much ordinary data would.
 */
export class StreamingQuantile {
  /** NaN before the first value. */
  value = NaN;
  #count = 0;

  constructor(
    private level: number,
    readonly step: number,
    /** Smallest value that the quantile may sink to; keeps it positive. */
    readonly smallest = Number.MIN_VALUE,
  ) {}

  /** Settles at another quantile from now on, beginning from where it is. */
  retune(level: number): void {
    this.level = level;
  }

  observe(value: number): void {
    this.#count++;
    if (Number.isNaN(this.value)) {
      this.value = Math.max(value, this.smallest);
      return;
    }
    const step = Math.max(this.step, 1 / (this.#count + 1));
    if (value > this.value) this.value *= 1 + step * this.level;
    else this.value = Math.max(this.value / (1 + step * (1 - this.level)), this.smallest);
  }
}
