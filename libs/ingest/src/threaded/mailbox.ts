/** What comes from another thread, kept in its order until somebody asks for it. One asks at a time. */
export class Mailbox<T> {
  readonly #kept: T[] = [];
  #wake: ((item: T) => void) | null = null;

  put(item: T): void {
    const wake = this.#wake;
    this.#wake = null;
    if (wake === null) this.#kept.push(item);
    else wake(item);
  }

  /** The next item, or null where none has come yet. */
  poll(): T | null {
    return this.#kept.shift() ?? null;
  }

  /** The next item, as soon as there is one. */
  take(): Promise<T> {
    const item = this.poll();
    if (item !== null) return Promise.resolve(item);
    return new Promise((resolve) => (this.#wake = resolve));
  }
}
