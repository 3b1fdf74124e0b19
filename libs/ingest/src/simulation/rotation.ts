import { type RandomSource } from '@genesis/market';

/** Deals items in a random order, all of them before any comes again. */
export class Rotation<T> {
  #left: T[] = [];

  constructor(
    readonly items: readonly T[],
    readonly random: RandomSource,
  ) {}

  /** The next item; null when there is none. */
  next(): T | null {
    if (this.#left.length === 0) this.#left = this.#shuffled();
    return this.#left.pop() ?? null;
  }

  #shuffled(): T[] {
    const order = [...this.items];
    for (let last = order.length - 1; last > 0; last--) {
      const other = Math.floor(this.random() * (last + 1));
      [order[last], order[other]] = [order[other], order[last]];
    }
    return order;
  }
}
