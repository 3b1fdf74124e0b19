/** Lets `perSecond` events a second through, and as many at once after a pause. */
export class TokenBucket {
  #tokens: number;
  #filledAtMs: number;

  /** @param nowMs monotonic milliseconds */
  constructor(
    readonly perSecond: number,
    private readonly nowMs: () => number,
  ) {
    this.#tokens = perSecond;
    this.#filledAtMs = nowMs();
  }

  take(): boolean {
    const now = this.nowMs();
    const gained = ((now - this.#filledAtMs) / 1000) * this.perSecond;
    this.#tokens = Math.min(this.perSecond, this.#tokens + gained);
    this.#filledAtMs = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }
}
