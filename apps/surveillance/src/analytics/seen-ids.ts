/** Tells what is new from what a loop over the same data brings again. Remembers the newest `capacity` ids. */
export class SeenIds {
  readonly #ids = new Set<string>();

  constructor(private readonly capacity = 10_000) {}

  /** Whether the id is new; the oldest one is forgotten where there are too many. */
  add(id: string): boolean {
    if (this.#ids.has(id)) return false;
    this.#ids.add(id);
    if (this.#ids.size > this.capacity) this.#ids.delete(this.#ids.values().next().value ?? id);
    return true;
  }
}
