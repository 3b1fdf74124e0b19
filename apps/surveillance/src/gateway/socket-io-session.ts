import { ROOM_KINDS, type SnapshotMessage } from '@genesis/contracts';
import { ClientLane, type LaneTally } from './client-lane.js';
import { type ClientSocket } from './client-socket.js';
import { SocketIoOutlet } from './socket-io-outlet.js';
import { Subscriptions } from './subscriptions.js';
import { TokenBucket } from './token-bucket.js';

/** Many: a client that follows its symbols one by one asks for all of them at once. */
const REQUESTS_PER_SECOND = 500;

export interface SessionLimits {
  /** Bytes waiting above which a client is slow. */
  readonly slowBytes: number;
  /** Bytes waiting above which a client is let go. */
  readonly hopelessBytes: number;
}

/**
 * One Socket.IO client. While it takes every snapshot it sits in the Socket.IO rooms, where a message is encoded
 * once for all; while it is slow or asked for a rate it leaves those of snapshots and is served on its own.
 */
export class SocketIoSession {
  readonly subscriptions = new Subscriptions();
  readonly requests: TokenBucket;
  readonly #outlet: SocketIoOutlet;
  readonly #lane: ClientLane<SnapshotMessage>;
  #rooms: ReadonlySet<string> = new Set();

  constructor(
    readonly socket: ClientSocket,
    private readonly limits: SessionLimits,
    tally: LaneTally,
    nowMs: () => number,
  ) {
    this.requests = new TokenBucket(REQUESTS_PER_SECOND, nowMs);
    this.#outlet = new SocketIoOutlet(socket, limits.slowBytes);
    this.#lane = new ClientLane(
      this.#outlet,
      (symbol) => this.subscriptions.snapshotIntervalMs(symbol),
      tally,
      nowMs,
    );
  }

  /** Served on its own rather than through the rooms of snapshots. */
  get paced(): boolean {
    return this.subscriptions.followsSnapshots && (this.#lane.slow || this.subscriptions.rateLimited);
  }

  get hopeless(): boolean {
    return this.#outlet.backlogBytes > this.limits.hopelessBytes;
  }

  offer(snapshot: SnapshotMessage): void {
    if (this.subscriptions.wantsSnapshots(snapshot.symbol)) this.#lane.offer(snapshot.symbol, snapshot);
  }

  flush(): void {
    this.#lane.flush();
  }

  forgetPending(): void {
    this.#lane.clear();
  }

  tick(): void {
    const wasPaced = this.paced;
    this.#lane.tick();
    if (this.paced !== wasPaced) this.settle();
  }

  /** Brings the Socket.IO rooms in line with what the client asked for and how fast it is. */
  settle(): void {
    const wanted = new Set(ROOM_KINDS.flatMap((kind) => this.#roomsOf(kind)));
    for (const room of this.#rooms) if (!wanted.has(room)) void this.socket.leave(room);
    for (const room of wanted) if (!this.#rooms.has(room)) void this.socket.join(room);
    this.#rooms = wanted;
    this.#lane.retain((symbol) => this.subscriptions.wantsSnapshots(symbol));
    if (!this.paced) this.#lane.flush();
  }

  #roomsOf(kind: (typeof ROOM_KINDS)[number]): string[] {
    return kind === 'snapshots' && this.paced ? [] : this.subscriptions.reach(kind);
  }
}
