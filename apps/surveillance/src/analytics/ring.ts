/** The newest `capacity` entries, oldest first; memory grows with what is really kept. */
export class Ring<T> {
  #entries: T[] = [];
  #oldest = 0;

  constructor(private currentCapacity: number) {}

  get capacity(): number {
    return this.currentCapacity;
  }

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

  /** Keeps at most `capacity` entries from now on; the newest stay. */
  resize(capacity: number): void {
    this.#entries = this.newest(Math.min(this.size, capacity));
    this.#oldest = 0;
    this.currentCapacity = capacity;
  }

  first(): T | undefined {
    return this.#entries[this.#oldest];
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
