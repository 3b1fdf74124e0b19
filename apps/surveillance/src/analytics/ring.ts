/** The newest `capacity` entries, oldest first; memory grows with what is really kept. */
export class Ring<T> {
  readonly #entries: T[] = [];
  #oldest = 0;

  constructor(readonly capacity: number) {}

  get size(): number {
    return this.#entries.length;
  }

  push(entry: T): void {
    if (this.#entries.length < this.capacity) {
      this.#entries.push(entry);
      return;
    }
    this.#entries[this.#oldest] = entry;
    this.#oldest = (this.#oldest + 1) % this.capacity;
  }

  last(): T | undefined {
    const { length } = this.#entries;
    return length === 0 ? undefined : this.#entries[(this.#oldest + length - 1) % length];
  }

  /** The newest `limit` entries that pass the filter, oldest first. */
  newest(limit: number, accepts: (entry: T) => boolean = () => true): T[] {
    const { length } = this.#entries;
    const found: T[] = [];
    for (let age = 1; age <= length && found.length < limit; age++) {
      const entry = this.#entries[(this.#oldest + length - age) % length];
      if (accepts(entry)) found.push(entry);
    }
    return found.reverse();
  }
}
