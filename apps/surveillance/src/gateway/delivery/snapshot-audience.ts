import { joined, type OutgoingSnapshots, type SnapshotFrame } from './snapshot-frame.js';

/** Symbols that a client follows; null for all of them. */
export type FollowedSymbols = ReadonlySet<string> | null;

export interface Listener {
  readonly followed: FollowedSymbols;
  send(snapshots: OutgoingSnapshots): void;
}

interface Group<L> {
  readonly followed: FollowedSymbols;
  readonly listeners: Set<L>;
}

const EVERYTHING = '*';

/**
 * Clients that take every snapshot, by what they follow: those who follow the same get the same bytes, encoded once, in one
 * write for a whole slice of rows.
 */
export class SnapshotAudience<L extends Listener> {
  readonly #groups = new Map<string, Group<L>>();
  readonly #keys = new Map<L, string>();

  get size(): number {
    return this.#keys.size;
  }

  /** A listener comes, or follows something else than before. */
  add(listener: L): void {
    this.remove(listener);
    const { followed } = listener;
    const key = followed === null ? EVERYTHING : JSON.stringify([...followed].toSorted());
    let group = this.#groups.get(key);
    if (group === undefined) this.#groups.set(key, (group = { followed, listeners: new Set() }));
    group.listeners.add(listener);
    this.#keys.set(listener, key);
  }

  remove(listener: L): void {
    const key = this.#keys.get(listener);
    if (key === undefined) return;
    this.#keys.delete(listener);
    const listeners = this.#groups.get(key)?.listeners;
    listeners?.delete(listener);
    if (listeners?.size === 0) this.#groups.delete(key);
  }

  /** Returns how many snapshots were sent, those of all listeners together. */
  send(frames: readonly SnapshotFrame[]): number {
    let sent = 0;
    for (const { followed, listeners } of this.#groups.values()) {
      const wanted =
        followed === null ? frames : frames.filter(({ snapshot }) => followed.has(snapshot.symbol));
      if (wanted.length === 0) continue;
      const outgoing = joined(wanted);
      for (const listener of listeners) listener.send(outgoing);
      sent += wanted.length * listeners.size;
    }
    return sent;
  }
}
