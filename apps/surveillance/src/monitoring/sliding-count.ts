const BUCKETS = 100;

/** How many events there were in the last `windowMs`, in a hundred buckets. */
export class SlidingCount {
  readonly #counts = new Float64Array(BUCKETS);
  readonly #bucketMs: number;
  readonly #startedMs: number;
  #newest: number;
  #total = 0;

  /** @param nowMs monotonic milliseconds */
  constructor(
    private readonly windowMs: number,
    private readonly nowMs: () => number,
  ) {
    this.#bucketMs = windowMs / BUCKETS;
    this.#startedMs = nowMs();
    this.#newest = this.#bucketAt(this.#startedMs);
  }

  add(count = 1): void {
    this.#advance();
    this.#counts[this.#newest % BUCKETS] += count;
    this.#total += count;
  }

  get total(): number {
    this.#advance();
    return this.#total;
  }

  /** Over the window, or over the time since the start while that is shorter (but at least a second). */
  get perSecond(): number {
    const sinceStartMs = Math.max(this.nowMs() - this.#startedMs, 1000);
    return this.total / (Math.min(sinceStartMs, this.windowMs) / 1000);
  }

  #advance(): void {
    const current = this.#bucketAt(this.nowMs());
    const passed = Math.min(current - this.#newest, BUCKETS);
    for (let i = 1; i <= passed; i++) {
      const at = (this.#newest + i) % BUCKETS;
      this.#total -= this.#counts[at];
      this.#counts[at] = 0;
    }
    this.#newest = current;
  }

  #bucketAt(ms: number): number {
    return Math.floor(ms / this.#bucketMs);
  }
}
