import { TS } from '@genesis/market';
import { type SimulatedMarket } from './simulated-market.js';

/** Markets by the time of their current snapshot, earliest first; at equal times in the order they were given. */
export class MarketQueue {
  /** Binary heap of indices into `markets`. */
  readonly #heap: number[];

  constructor(readonly markets: readonly SimulatedMarket[]) {
    this.#heap = markets.map((_, index) => index);
    for (let at = (markets.length >> 1) - 1; at >= 0; at--) this.#sink(at);
  }

  /** Index of the market whose snapshot is next. */
  get first(): number {
    return this.#heap[0];
  }

  /** Goes on to that market's next snapshot and finds the new first one. */
  advanceFirst(): void {
    this.markets[this.#heap[0]].advance();
    this.#sink(0);
  }

  #sink(from: number): void {
    const heap = this.#heap;
    const moving = heap[from];
    let at = from;
    for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && this.#before(heap[child + 1], heap[child])) child++;
      if (!this.#before(heap[child], moving)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = moving;
  }

  #before(a: number, b: number): boolean {
    const difference = this.markets[a].row[TS] - this.markets[b].row[TS];
    return difference === 0 ? a < b : difference < 0;
  }
}
