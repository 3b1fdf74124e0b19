import { rowBytes, RowsHash, type SnapshotBatch } from '@genesis/market';

/** A stretch of the rows of one symbol, by their numbers, both ends included. */
export interface RowStretch {
  readonly fromSequence: number;
  readonly toSequence: number;
}

interface OpenWindow {
  readonly id: string;
  readonly stretch: RowStretch;
  readonly hash: RowsHash;
  rows: number;
}

/** What was found of a window: how many rows, and their hash. */
export interface FoundWindow {
  readonly rows: number;
  readonly inputHash: string;
}

/** Hashes windows of one symbol's rows while they pass, in one go for all of them. */
export class WindowHashes {
  /** In order of their first row. */
  readonly #waiting: OpenWindow[];
  #next = 0;
  #open: OpenWindow[] = [];
  readonly #found = new Map<string, FoundWindow>();

  constructor(windows: ReadonlyMap<string, RowStretch>) {
    this.#waiting = [...windows].map(([id, stretch]) => ({ id, stretch, hash: new RowsHash(), rows: 0 }));
    this.#waiting.sort((a, b) => a.stretch.fromSequence - b.stretch.fromSequence);
  }

  /** Call before the rows are processed: validation repairs them. They are numbered without holes. */
  add(batch: SnapshotBatch): void {
    const first = batch.sequences[0];
    const last = batch.sequences[batch.length - 1];
    while (this.#next < this.#waiting.length && this.#waiting[this.#next].stretch.fromSequence <= last) {
      this.#open.push(this.#waiting[this.#next++]);
    }
    for (const window of this.#open) addRows(window, batch, first);
    this.#open = this.#open.filter((window) => window.stretch.toSequence > last || !this.#close(window));
  }

  /** No rows follow. */
  found(): ReadonlyMap<string, FoundWindow> {
    for (const window of this.#open) this.#close(window);
    for (; this.#next < this.#waiting.length; this.#next++) this.#close(this.#waiting[this.#next]);
    this.#open = [];
    return this.#found;
  }

  #close({ id, rows, hash }: OpenWindow): true {
    this.#found.set(id, { rows, inputHash: hash.digest() });
    return true;
  }
}

function addRows(window: OpenWindow, batch: SnapshotBatch, first: number): void {
  const from = Math.max(window.stretch.fromSequence - first, 0);
  const to = Math.min(window.stretch.toSequence - first + 1, batch.length);
  if (to <= from) return;
  window.hash.add(rowBytes(batch.rows, from, to));
  window.rows += to - from;
}
