import { type SnapshotMessage } from '@genesis/contracts';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Ring } from './ring.js';

/** The newest snapshots in memory: HISTORY_SIZE of each instrument, and as many over all of them. */
@Injectable()
export class SnapshotStore {
  readonly #capacity: number;
  readonly #bySymbol = new Map<string, Ring<SnapshotMessage>>();
  #all: Ring<SnapshotMessage>;

  constructor(settings: Settings) {
    this.#capacity = settings.historySize;
    this.#all = new Ring(this.#capacity);
  }

  add(snapshots: readonly SnapshotMessage[]): void {
    for (const snapshot of snapshots) {
      this.#all.push(snapshot);
      this.#ringOf(snapshot.symbol).push(snapshot);
    }
  }

  /** In the order in which they first appeared. */
  symbols(): string[] {
    return [...this.#bySymbol.keys()];
  }

  latest(symbol: string): SnapshotMessage | undefined {
    return this.#bySymbol.get(symbol)?.last();
  }

  /** The newest `limit` snapshots of a symbol, or (null) of all, oldest first. */
  recent(symbol: string | null, limit: number): SnapshotMessage[] {
    const ring = symbol === null ? this.#all : this.#bySymbol.get(symbol);
    return ring?.newest(limit) ?? [];
  }

  /** The newest `limit` of those with `from` ≤ timestamp ≤ `to` (epoch seconds), oldest first. */
  range(symbol: string | null, from: number, to: number, limit: number): SnapshotMessage[] {
    const ring = symbol === null ? this.#all : this.#bySymbol.get(symbol);
    return ring?.newest(limit, ({ timestamp }) => timestamp >= from && timestamp <= to) ?? [];
  }

  /** After a jump in the stream: what is kept would not join with what comes. */
  clear(): void {
    this.#bySymbol.clear();
    this.#all = new Ring(this.#capacity);
  }

  #ringOf(symbol: string): Ring<SnapshotMessage> {
    let ring = this.#bySymbol.get(symbol);
    if (ring === undefined) this.#bySymbol.set(symbol, (ring = new Ring(this.#capacity)));
    return ring;
  }
}
