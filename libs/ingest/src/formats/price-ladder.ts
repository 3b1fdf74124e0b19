import { LEVELS } from '@genesis/market';

/** One side of a book kept by price, best first; for formats that send changes instead of books. */
export class PriceLadder {
  readonly #prices: number[] = [];
  readonly #volumes: number[] = [];
  /** +1 where the lowest price is best (ask), -1 where the highest is (bid). */
  readonly #sign: 1 | -1;

  constructor(side: 'bid' | 'ask') {
    this.#sign = side === 'ask' ? 1 : -1;
  }

  clear(): void {
    this.#prices.length = 0;
    this.#volumes.length = 0;
  }

  /** Sets what stands at a price; volume 0 takes the level away. */
  set(price: number, volume: number): void {
    const at = this.#placeOf(price);
    const known = this.#prices[at] === price;
    if (volume === 0) {
      if (known) this.#splice(at, 1);
    } else if (known) this.#volumes[at] = volume;
    else this.#splice(at, 0, price, volume);
  }

  /** Writes the ten best levels; absent ones as price NaN, volume 0. */
  copyTo(rows: Float64Array, pricesAt: number, volumesAt: number): void {
    for (let level = 0; level < LEVELS; level++) {
      const shown = level < this.#prices.length;
      rows[pricesAt + level] = shown ? this.#prices[level] : NaN;
      rows[volumesAt + level] = shown ? this.#volumes[level] : 0;
    }
  }

  /** Where the price stands, or would. */
  #placeOf(price: number): number {
    let low = 0;
    let high = this.#prices.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#sign * (this.#prices[middle] - price) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #splice(at: number, removed: number, price?: number, volume?: number): void {
    this.#prices.splice(at, removed, ...(price === undefined ? [] : [price]));
    this.#volumes.splice(at, removed, ...(volume === undefined ? [] : [volume]));
  }
}
