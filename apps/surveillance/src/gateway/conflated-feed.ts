/**
 * The newest state per symbol for a client that cannot, or does not want to, take every one. Holds at most one
 * state a symbol, so it never grows with the length of the stream.
 */
export class ConflatedFeed<T> {
  readonly #pending = new Map<string, T>();
  readonly #sentAtMs = new Map<string, number>();

  /** @param nowMs monotonic milliseconds */
  constructor(private readonly nowMs: () => number) {}

  get size(): number {
    return this.#pending.size;
  }

  /** Returns whether an older state gave way that nobody has seen. */
  offer(symbol: string, state: T): boolean {
    const replaces = this.#pending.has(symbol);
    this.#pending.set(symbol, state);
    return replaces;
  }

  /** Sends what is due, the symbol that waited longest first; `intervalMs` apart for each symbol, or 0. */
  flush(intervalMs: (symbol: string) => number, send: (state: T) => void): void {
    const now = this.nowMs();
    for (const [symbol, state] of this.#pending) {
      const interval = intervalMs(symbol);
      const dueAtMs = (this.#sentAtMs.get(symbol) ?? -Infinity) + interval;
      if (now < dueAtMs) continue;
      this.#pending.delete(symbol);
      // Counted from when it was due, so that a coarse tick does not add up to a slower rate.
      if (interval > 0) this.#sentAtMs.set(symbol, now < dueAtMs + interval ? dueAtMs : now);
      send(state);
    }
  }

  /** Returns whether a state was waiting. */
  drop(symbol: string): boolean {
    return this.#pending.delete(symbol);
  }

  /** Drops what waits for symbols that are not wanted any more. */
  retain(wanted: (symbol: string) => boolean): void {
    for (const symbol of this.#pending.keys()) if (!wanted(symbol)) this.#pending.delete(symbol);
  }

  clear(): void {
    this.#pending.clear();
  }
}
