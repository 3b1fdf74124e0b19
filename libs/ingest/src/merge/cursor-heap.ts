import { type MergeCursor } from './merge-cursor.js';

/** Cursors with the earliest row first: a binary heap, so that thousands of inputs cost a few comparisons a row. */
export class CursorHeap {
  readonly #cursors: MergeCursor[] = [];

  get size(): number {
    return this.#cursors.length;
  }

  /** The cursor of the earliest row; the heap must not be empty. */
  get first(): MergeCursor {
    return this.#cursors[0];
  }

  /** The cursor of the row after the first cursor's; null where there is only one. */
  get second(): MergeCursor | null {
    const child = this.#earlierChild(0);
    return child < 0 ? null : this.#cursors[child];
  }

  push(cursor: MergeCursor): void {
    const cursors = this.#cursors;
    let at = cursors.push(cursor) - 1;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!cursor.precedes(cursors[parent])) break;
      cursors[at] = cursors[parent];
      at = parent;
    }
    cursors[at] = cursor;
  }

  /** Finds the first cursor its place again after its row has changed. */
  settleFirst(): void {
    const cursors = this.#cursors;
    const moved = cursors[0];
    let at = 0;
    for (;;) {
      const child = this.#earlierChild(at);
      if (child < 0 || !cursors[child].precedes(moved)) break;
      cursors[at] = cursors[child];
      at = child;
    }
    cursors[at] = moved;
  }

  removeFirst(): void {
    const last = this.#cursors.pop();
    if (last === undefined || this.#cursors.length === 0) return;
    this.#cursors[0] = last;
    this.settleFirst();
  }

  /** -1 where there is none. */
  #earlierChild(parent: number): number {
    const left = 2 * parent + 1;
    const right = left + 1;
    const { length } = this.#cursors;
    if (left >= length) return -1;
    return right < length && this.#cursors[right].precedes(this.#cursors[left]) ? right : left;
  }
}
