import { type WebSocket } from 'ws';
import { ClientLane, type LaneTally, type Outlet } from './client-lane.js';

/** A snapshot as it goes over the wire, encoded once for all clients. */
export type EncodedSnapshot = Buffer;

/** A slow client meets a ping behind all that waits for it. */
const UNANSWERED_PINGS_ALLOWED = 3;

const KEEP_UP = (): number => 0;

/** One client of the raw stream. */
export class RawClient implements Outlet<EncodedSnapshot> {
  readonly #lane: ClientLane<EncodedSnapshot>;
  #unansweredPings = 0;

  /** @param symbols the ones it wants; null for all */
  constructor(
    readonly socket: WebSocket,
    private readonly symbols: ReadonlySet<string> | null,
    private readonly limitBytes: number,
    tally: LaneTally,
    nowMs: () => number,
  ) {
    this.#lane = new ClientLane<EncodedSnapshot>(this, KEEP_UP, tally, nowMs);
    socket.on('pong', () => (this.#unansweredPings = 0));
  }

  get congested(): boolean {
    return this.socket.bufferedAmount > this.limitBytes;
  }

  get drained(): boolean {
    return this.socket.bufferedAmount === 0;
  }

  wants(symbol: string): boolean {
    return this.symbols === null || this.symbols.has(symbol);
  }

  offer(symbol: string, snapshot: EncodedSnapshot): void {
    this.#lane.offer(symbol, snapshot);
  }

  send(snapshot: EncodedSnapshot): void {
    this.socket.send(snapshot, { binary: false });
  }

  tick(): void {
    this.#lane.tick();
  }

  forgetPending(): void {
    this.#lane.clear();
  }

  /** Asks for a sign of life, and ends the connection that has not given one for too long. */
  heartbeat(): void {
    if (this.#unansweredPings >= UNANSWERED_PINGS_ALLOWED) return this.socket.terminate();
    this.#unansweredPings++;
    this.socket.ping();
  }
}
