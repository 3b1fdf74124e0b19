export interface LatencySummary {
  readonly averageMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly samples: number;
}

/** The newest `capacity` latencies. */
export class LatencyWindow {
  readonly #values: Float64Array;
  #written = 0;

  constructor(readonly capacity = 10_000) {
    this.#values = new Float64Array(capacity);
  }

  /** `count` snapshots that went out together. */
  add(latencyMs: number, count = 1): void {
    const { capacity } = this;
    for (let i = 0; i < Math.min(count, capacity); i++) this.#values[this.#written++ % capacity] = latencyMs;
  }

  /** Percentiles by nearest rank; all 0 while there is nothing. */
  summary(): LatencySummary {
    const samples = Math.min(this.#written, this.capacity);
    if (samples === 0) return { averageMs: 0, p95Ms: 0, p99Ms: 0, samples };
    const sorted = this.#values.slice(0, samples).sort();
    const rank = (share: number): number => sorted[Math.ceil(share * samples) - 1];
    const sum = sorted.reduce((total, value) => total + value, 0);
    return { averageMs: sum / samples, p95Ms: rank(0.95), p99Ms: rank(0.99), samples };
  }
}
