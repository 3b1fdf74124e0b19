export interface LatencySummary {
  readonly averageMs: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly samples: number;
}

/** The newest `capacity` latencies, and when each was taken. */
export class LatencyWindow {
  readonly #values: Float64Array;
  readonly #takenMs: Float64Array;
  #written = 0;

  /** @param nowMs monotonic milliseconds */
  constructor(
    private readonly nowMs: () => number,
    readonly capacity = 10_000,
  ) {
    this.#values = new Float64Array(capacity);
    this.#takenMs = new Float64Array(capacity);
  }

  /** `count` snapshots that went out together. */
  add(latencyMs: number, count = 1): void {
    const { capacity } = this;
    const nowMs = this.nowMs();
    for (let i = 0; i < Math.min(count, capacity); i++) {
      const at = this.#written++ % capacity;
      this.#values[at] = latencyMs;
      this.#takenMs[at] = nowMs;
    }
  }

  /** Of those not older than `withinMs`. Percentiles by nearest rank; all 0 while there is nothing. */
  summary(withinMs = Infinity): LatencySummary {
    const kept = this.#values.subarray(0, Math.min(this.#written, this.capacity));
    const sinceMs = this.nowMs() - withinMs;
    const sorted = kept.filter((_, at) => this.#takenMs[at] >= sinceMs).sort();
    const samples = sorted.length;
    if (samples === 0) return { averageMs: 0, p95Ms: 0, p99Ms: 0, samples };
    const rank = (share: number): number => sorted[Math.ceil(share * samples) - 1];
    const sum = sorted.reduce((total, value) => total + value, 0);
    return { averageMs: sum / samples, p95Ms: rank(0.95), p99Ms: rank(0.99), samples };
  }
}
