import { ConflatedFeed } from './conflated-feed.js';

/** A client's connection, as far as the pace of its snapshots goes. */
export interface Outlet<T> {
  /** More waits to be sent than a client that keeps up would leave. */
  readonly congested: boolean;
  /** Nothing waits any more. */
  readonly drained: boolean;
  send(state: T): void;
}

/** What a lane did, for the metrics. */
export interface LaneTally {
  delivered(): void;
  /** A state was replaced by a newer one before it was sent. */
  conflated(): void;
}

/** A burst takes a moment even for a client that keeps up; only who stays behind for longer is slow. */
const CONGESTED_FOR_MS = 250;

/**
 * One client's snapshots: everything while it keeps up, the newest state per symbol while it is slow or where
 * it asked for a rate.
 */
export class ClientLane<T> {
  readonly #feed: ConflatedFeed<T>;
  #slow = false;
  #congestedSinceMs: number | null = null;

  /** @param intervalMs time between two states of a symbol that the client asked for; 0 for all of them */
  constructor(
    private readonly outlet: Outlet<T>,
    private readonly intervalMs: (symbol: string) => number,
    private readonly tally: LaneTally,
    private readonly nowMs: () => number,
  ) {
    this.#feed = new ConflatedFeed(nowMs);
  }

  get slow(): boolean {
    return this.#slow;
  }

  offer(symbol: string, state: T): void {
    if (this.#slow || this.intervalMs(symbol) > 0) {
      if (this.#feed.offer(symbol, state)) this.tally.conflated();
      return;
    }
    if (this.#feed.drop(symbol)) this.tally.conflated();
    this.#send(state);
  }

  /** To be called every few milliseconds: finds out whether the client keeps up, and sends what is due. */
  tick(): void {
    if (this.#slow) this.#slow = !this.outlet.drained;
    else this.#slow = this.#isBehind();
    this.flush();
  }

  /** Sends what is due, unless the client is slow. */
  flush(): void {
    if (this.#slow || this.#feed.size === 0) return;
    this.#feed.flush(this.intervalMs, (state) => this.#send(state));
  }

  retain(wanted: (symbol: string) => boolean): void {
    this.#feed.retain(wanted);
  }

  /** The stream jumped: what waits belongs to the old position. */
  clear(): void {
    this.#feed.clear();
  }

  #isBehind(): boolean {
    if (!this.outlet.congested) {
      this.#congestedSinceMs = null;
      return false;
    }
    const now = this.nowMs();
    this.#congestedSinceMs ??= now;
    if (now - this.#congestedSinceMs < CONGESTED_FOR_MS) return false;
    this.#congestedSinceMs = null;
    return true;
  }

  #send(state: T): void {
    this.outlet.send(state);
    this.tally.delivered();
  }
}
