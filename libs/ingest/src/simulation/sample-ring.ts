/** The last `capacity` values of a sampled quantity. Statistics are worked out when asked for, which is seldom. */
export class SampleRing {
  readonly #values: Float64Array;
  #count = 0;

  constructor(capacity: number) {
    this.#values = new Float64Array(capacity);
  }

  get size(): number {
    return Math.min(this.#count, this.#values.length);
  }

  push(value: number): void {
    this.#values[this.#count++ % this.#values.length] = value;
  }

  /** The value below which a share `q` of the samples lies; NaN without samples. */
  quantile(q: number): number {
    const sorted = this.#values.slice(0, this.size).sort();
    return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))];
  }

  mean(): number {
    return this.#fold((value) => value);
  }

  rootMeanSquare(): number {
    return Math.sqrt(this.#fold((value) => value * value));
  }

  #fold(term: (value: number) => number): number {
    let sum = 0;
    for (let i = 0; i < this.size; i++) sum += term(this.#values[i]);
    return this.size === 0 ? NaN : sum / this.size;
  }
}
