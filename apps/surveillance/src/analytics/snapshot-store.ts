import { type SnapshotMessage } from '@genesis/contracts';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Ring } from './ring.js';

/** Of each instrument at least, however many there are. */
const FEWEST_KEPT = 100;

/**
 * The newest snapshots in memory: HISTORY_SIZE of each instrument, or fewer where there are so many instruments
 * that together they would keep more than HISTORY_TOTAL; and HISTORY_SIZE over all of them.
 */
@Injectable()
export class SnapshotStore {
  readonly #historySize: number;
  readonly #historyTotal: number;
  readonly #bySymbol = new Map<string, Ring<SnapshotMessage>>();
  /** Of each instrument. */
  #capacity: number;
  #all: Ring<SnapshotMessage>;

  constructor(settings: Settings) {
    this.#historySize = settings.historySize;
    this.#historyTotal = settings.historyTotal;
    this.#capacity = this.#historySize;
    this.#all = this.#ringOverAll();
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

  /** Stamp of the oldest that is kept of a symbol, or (null) over all; undefined where nothing is. */
  oldest(symbol: string | null): number | undefined {
    const ring = symbol === null ? this.#all : this.#bySymbol.get(symbol);
    return ring?.first()?.timestamp;
  }

  /** After a jump in the stream: what is kept would not join with what comes. */
  clear(): void {
    this.#bySymbol.clear();
    this.#all = this.#ringOverAll();
    this.#capacity = this.#historySize;
  }

  #ringOverAll(): Ring<SnapshotMessage> {
    return new Ring(Math.min(this.#historySize, this.#historyTotal));
  }

  #ringOf(symbol: string): Ring<SnapshotMessage> {
    const known = this.#bySymbol.get(symbol);
    if (known !== undefined) return known;
    this.#share(this.#bySymbol.size + 1);
    const ring = new Ring<SnapshotMessage>(this.#capacity);
    this.#bySymbol.set(symbol, ring);
    return ring;
  }

  /** Divides the total among the instruments; the newest snapshots of each stay. */
  #share(instruments: number): void {
    const fairShare = Math.floor(this.#historyTotal / instruments);
    const capacity = Math.max(FEWEST_KEPT, Math.min(this.#historySize, fairShare));
    if (capacity === this.#capacity) return;
    this.#capacity = capacity;
    for (const ring of this.#bySymbol.values()) ring.resize(capacity);
  }
}
