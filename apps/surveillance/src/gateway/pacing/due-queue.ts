interface Entry<T> {
  readonly dueMs: number;
  readonly item: T;
}

/** What is to be done later, the earliest first: a binary heap. */
export class DueQueue<T> {
  /** The children of `i` are at `2i + 1` and `2i + 2`, and not due before it. */
  readonly #heap: Entry<T>[] = [];

  get size(): number {
    return this.#heap.length;
  }

  add(dueMs: number, item: T): void {
    const heap = this.#heap;
    const entry = { dueMs, item };
    let at = heap.length;
    for (let parent; at > 0 && heap[(parent = (at - 1) >> 1)].dueMs > dueMs; at = parent)
      heap[at] = heap[parent];
    heap[at] = entry;
  }

  /** Takes out the one that is due first; undefined where none is due at `nowMs`. */
  take(nowMs: number): T | undefined {
    const heap = this.#heap;
    if (heap.length === 0 || heap[0].dueMs > nowMs) return undefined;
    const { item } = heap[0];
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) this.#sink(last);
    return item;
  }

  clear(): void {
    this.#heap.length = 0;
  }

  /** Puts `entry` where the first one was, and down to its place. */
  #sink(entry: Entry<T>): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child + 1 < heap.length && heap[child + 1].dueMs < heap[child].dueMs) child++;
      if (child >= heap.length || heap[child].dueMs >= entry.dueMs) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = entry;
  }
}
