/** Labels that one symbol of an endless stream keeps, the newest ones; a stream with an end keeps all. */
export const KEPT_OF_ENDLESS = 500;

/** Labels in the order they were finished. */
export class StretchLog<T> {
  readonly #entries: T[] = [];

  constructor(readonly endless: boolean) {}

  push(entry: T): void {
    this.#entries.push(entry);
    if (this.endless && this.#entries.length > KEPT_OF_ENDLESS) this.#entries.shift();
  }

  all(): readonly T[] {
    return this.#entries;
  }
}
