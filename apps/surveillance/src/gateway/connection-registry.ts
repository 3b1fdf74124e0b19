import { type RoomKind, type ServerToClientEvents } from '@genesis/contracts';
import { Injectable } from '@nestjs/common';
import { type DeliveryTally } from './pacing/delivery-tally.js';

export const CONNECTION_KINDS = ['socket_io', 'websocket'] as const;
export type ConnectionKind = (typeof CONNECTION_KINDS)[number];
export type DeliveredEvent = keyof ServerToClientEvents;

/** Why a connection or a request of a client was turned down. */
export type RefusalReason =
  | 'bad_request'
  | 'too_many_requests'
  | 'too_many_connections'
  | 'foreign_origin'
  | 'foreign_host'
  | 'shutting_down'
  | 'too_slow';

/** Who is connected and what they were sent; the gateway writes, monitoring reads. */
@Injectable()
export class ConnectionRegistry {
  readonly #active = new Map<ConnectionKind, number>();
  readonly #members = new Map<RoomKind, number>();
  readonly #conflated = new Map<ConnectionKind, number>();
  readonly #deliveries = new Map<ConnectionKind, Map<DeliveredEvent, number>>();
  readonly #refusals = new Map<RefusalReason, number>();

  /** Counts a connection until the returned function is called; calling that again changes nothing. */
  open(kind: ConnectionKind): () => void {
    add(this.#active, kind, 1);
    let closed = false;
    return () => {
      if (closed) return;
      closed = true;
      add(this.#active, kind, -1);
    };
  }

  active(kind: ConnectionKind): number {
    return this.#active.get(kind) ?? 0;
  }

  get totalActive(): number {
    return sum(this.#active);
  }

  joined(room: RoomKind): void {
    add(this.#members, room, 1);
  }

  left(room: RoomKind): void {
    add(this.#members, room, -1);
  }

  /** How many subscriptions there are to rooms of each kind. */
  members(): ReadonlyMap<RoomKind, number> {
    return this.#members;
  }

  delivered(kind: ConnectionKind, event: DeliveredEvent, count = 1): void {
    let byEvent = this.#deliveries.get(kind);
    if (byEvent === undefined) this.#deliveries.set(kind, (byEvent = new Map<DeliveredEvent, number>()));
    add(byEvent, event, count);
  }

  deliveries(): ReadonlyMap<ConnectionKind, ReadonlyMap<DeliveredEvent, number>> {
    return this.#deliveries;
  }

  conflated(kind: ConnectionKind, count = 1): void {
    add(this.#conflated, kind, count);
  }

  /** What is reported to by who sends snapshots. */
  tally(kind: ConnectionKind): DeliveryTally {
    return {
      delivered: (count) => this.delivered(kind, 'snapshot', count),
      conflated: (count) => this.conflated(kind, count),
    };
  }

  conflatedFrames(): ReadonlyMap<ConnectionKind, number> {
    return this.#conflated;
  }

  get totalConflated(): number {
    return sum(this.#conflated);
  }

  refused(reason: RefusalReason): void {
    add(this.#refusals, reason, 1);
  }

  refusals(): ReadonlyMap<RefusalReason, number> {
    return this.#refusals;
  }
}

function add<K>(counts: Map<K, number>, key: K, count: number): void {
  counts.set(key, (counts.get(key) ?? 0) + count);
}

function sum(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
