import { DecimalGrid } from '@genesis/ingest';
import { LotEstimator, ROW_STRIDE, TickEstimator } from '@genesis/market';
import { type RecordedBook } from '../recording/recorded-book.js';

/** The price and volume steps of an instrument: ticks and lots as whole numbers, and back. */
export class BookGrid {
  readonly #prices: DecimalGrid;
  readonly #volumes: DecimalGrid;

  /** @throws RangeError when a step is not a positive number of at most nine decimals */
  constructor(tickSize: number, lotSize: number) {
    this.#prices = new DecimalGrid(tickSize);
    this.#volumes = new DecimalGrid(lotSize);
  }

  get tickSize(): number {
    return this.#prices.step;
  }

  get lotSize(): number {
    return this.#volumes.step;
  }

  tickOf(price: number): number {
    return this.#prices.nearest(price);
  }

  priceOf(tick: number): number {
    return this.#prices.valueOf(tick);
  }

  lotsOf(volume: number): number {
    return this.#volumes.nearest(volume);
  }

  volumeOf(lots: number): number {
    return this.#volumes.valueOf(lots);
  }
}

/** The grid that all of a book's rows lie on; null where its rows do not agree on one. */
export function gridOf(book: RecordedBook): BookGrid | null {
  const ticks = new TickEstimator();
  const lots = new LotEstimator();
  for (let row = 0; row < book.length; row++) {
    ticks.observe(book.rows, row * ROW_STRIDE);
    lots.observe(book.rows, row * ROW_STRIDE);
  }
  if (Number.isNaN(ticks.tick) || Number.isNaN(lots.lot)) return null;
  return new BookGrid(ticks.tick, lots.lot);
}
