import { ROOM_KINDS } from '@genesis/contracts';
import { type ClientSocket } from './client-socket.js';
import { type FollowedSymbols, type Listener } from './delivery/snapshot-audience.js';
import { type OutgoingSnapshots } from './delivery/snapshot-frame.js';
import { SocketIoOutlet } from './delivery/socket-io-outlet.js';
import { CongestionWatch } from './pacing/congestion-watch.js';
import { type PacedClient } from './pacing/place.js';
import { Subscriptions } from './subscriptions.js';
import { TokenBucket } from './token-bucket.js';

/** Many: a client that follows its symbols one by one asks for all of them at once. */
const REQUESTS_PER_SECOND = 500;

/** Rooms of Socket.IO itself, where a message is encoded once for all; snapshots have a way of their own. */
const SOCKET_IO_ROOMS = ROOM_KINDS.filter((kind) => kind !== 'snapshots');

export interface SessionLimits {
  /** Bytes waiting above which a client is slow. */
  readonly slowBytes: number;
  /** Bytes waiting above which a client is let go. */
  readonly hopelessBytes: number;
}

/** One Socket.IO client: what it asked for, and whether it keeps up. */
export class SocketIoSession implements Listener, PacedClient<OutgoingSnapshots> {
  readonly subscriptions = new Subscriptions();
  readonly requests: TokenBucket;
  readonly #outlet: SocketIoOutlet;
  readonly #watch: CongestionWatch;
  #rooms: ReadonlySet<string> = new Set();

  /** @param turn where it has its turn among those who asked for a rate, in [0, 1) */
  constructor(
    readonly socket: ClientSocket,
    private readonly limits: SessionLimits,
    readonly turn: number,
    nowMs: () => number,
  ) {
    this.requests = new TokenBucket(REQUESTS_PER_SECOND, nowMs);
    this.#outlet = new SocketIoOutlet(socket, limits.slowBytes);
    this.#watch = new CongestionWatch(this.#outlet, nowMs);
  }

  get followsSnapshots(): boolean {
    return this.subscriptions.followsSnapshots;
  }

  get followed(): FollowedSymbols {
    return this.subscriptions.followedSymbols();
  }

  /** Served at its own pace, rather than with those who take every snapshot. */
  get paced(): boolean {
    return this.followsSnapshots && (this.slow || this.subscriptions.rateLimited);
  }

  get slow(): boolean {
    return this.#watch.slow;
  }

  get hopeless(): boolean {
    return this.#outlet.backlogBytes > this.limits.hopelessBytes;
  }

  wants(symbol: string): boolean {
    return this.subscriptions.wantsSnapshots(symbol);
  }

  intervalMs(symbol: string): number {
    return this.subscriptions.snapshotIntervalMs(symbol);
  }

  send(snapshots: OutgoingSnapshots): void {
    this.#outlet.send(snapshots);
  }

  /** Finds out whether the client keeps up. Returns whether that changed. */
  look(): boolean {
    return this.#watch.look();
  }

  /** Brings the Socket.IO rooms in line with what the client asked for. */
  settle(): void {
    const wanted = new Set(SOCKET_IO_ROOMS.flatMap((kind) => this.subscriptions.reach(kind)));
    for (const room of this.#rooms) if (!wanted.has(room)) void this.socket.leave(room);
    for (const room of wanted) if (!this.#rooms.has(room)) void this.socket.join(room);
    this.#rooms = wanted;
  }
}
