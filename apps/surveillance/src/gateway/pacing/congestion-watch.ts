/** A client's connection, as far as its pace goes. */
export interface Connection {
  /** More waits to be sent than a client that keeps up would leave. */
  readonly congested: boolean;
  /** Nothing waits any more. */
  readonly drained: boolean;
}

/** A burst takes a moment even for a client that keeps up; only who stays behind for longer is slow. */
const CONGESTED_FOR_MS = 250;

/** Whether a client keeps up. */
export class CongestionWatch {
  #slow = false;
  #congestedSinceMs: number | null = null;

  /** @param nowMs monotonic milliseconds */
  constructor(
    private readonly connection: Connection,
    private readonly nowMs: () => number,
  ) {}

  /** From when it was behind for a while until nothing waits for it any more. */
  get slow(): boolean {
    return this.#slow;
  }

  /** To be called every few milliseconds. Returns whether that changed. */
  look(): boolean {
    const before = this.#slow;
    this.#slow = before ? !this.connection.drained : this.#isBehind();
    return this.#slow !== before;
  }

  #isBehind(): boolean {
    if (!this.connection.congested) {
      this.#congestedSinceMs = null;
      return false;
    }
    const now = this.nowMs();
    this.#congestedSinceMs ??= now;
    if (now - this.#congestedSinceMs < CONGESTED_FOR_MS) return false;
    this.#congestedSinceMs = null;
    return true;
  }
}
