import { type Duplex } from 'node:stream';
import { type WebSocket } from 'ws';
import { type RawSnapshot } from './delivery/raw-snapshot.js';
import { type Connection, CongestionWatch } from './pacing/congestion-watch.js';
import { type PacedClient } from './pacing/place.js';

/** A slow client meets a ping behind all that waits for it. */
const UNANSWERED_PINGS_ALLOWED = 3;

/** One client of the raw stream. */
export class RawClient implements Connection, PacedClient<RawSnapshot> {
  /** It takes everything while it keeps up: nobody waits for a turn. */
  readonly turn = 0;
  readonly #watch: CongestionWatch;
  #unansweredPings = 0;

  /**
   * @param wire the connection below `socket`
   * @param symbols the ones it wants; null for all
   */
  constructor(
    readonly socket: WebSocket,
    private readonly wire: Duplex,
    private readonly symbols: ReadonlySet<string> | null,
    private readonly limitBytes: number,
    nowMs: () => number,
  ) {
    this.#watch = new CongestionWatch(this, nowMs);
    socket.on('pong', () => (this.#unansweredPings = 0));
  }

  get congested(): boolean {
    return this.socket.bufferedAmount > this.limitBytes;
  }

  get drained(): boolean {
    return this.socket.bufferedAmount === 0;
  }

  get slow(): boolean {
    return this.#watch.slow;
  }

  wants(symbol: string): boolean {
    return this.symbols === null || this.symbols.has(symbol);
  }

  intervalMs(): number {
    return 0;
  }

  send(snapshot: RawSnapshot): void {
    this.socket.send(snapshot.json, { binary: false });
  }

  /** A slice of rows, in one write. Returns how many of them it wanted. */
  sendAll(snapshots: readonly RawSnapshot[]): number {
    let sent = 0;
    this.wire.cork();
    for (const snapshot of snapshots) {
      if (!this.wants(snapshot.symbol)) continue;
      this.send(snapshot);
      sent++;
    }
    this.wire.uncork();
    return sent;
  }

  /** Finds out whether the client keeps up. Returns whether that changed. */
  look(): boolean {
    return this.#watch.look();
  }

  /** Asks for a sign of life, and ends the connection that has not given one for too long. */
  heartbeat(): void {
    if (this.#unansweredPings >= UNANSWERED_PINGS_ALLOWED) return this.socket.terminate();
    this.#unansweredPings++;
    this.socket.ping();
  }
}
