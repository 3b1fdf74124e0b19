import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, LEVELS, ROW_STRIDE } from '@genesis/market';

/** A level as [price, volume]. */
export type TestLevel = readonly [number, number];

export interface TestBook {
  readonly bids: readonly TestLevel[];
  readonly asks: readonly TestLevel[];
}

/** Bids 99.9, 99.8, … with sizes 10, 20, …; asks 100.1, 100.2, … with sizes 11, 21, …; all times `scale`. */
export function goodBook(levels = LEVELS, scale = 1): TestBook {
  const side = (direction: number, size: number): TestLevel[] =>
    Array.from({ length: levels }, (_, level) => [
      Number(((100 + direction * (level + 1) * 0.1) * scale).toFixed(4)),
      10 * level + size,
    ]);
  return { bids: side(-1, 10), asks: side(1, 11) };
}

/** The book with one level of a side replaced. */
export function withLevel(book: TestBook, side: 'bids' | 'asks', level: number, value: TestLevel): TestBook {
  return { ...book, [side]: book[side].map((old, index) => (index === level ? value : old)) };
}

/** A row of a batch; levels that the book does not have are absent. */
export function rowOf(book: TestBook, tsMicros: number): Float64Array {
  const row = new Float64Array(ROW_STRIDE);
  row[0] = tsMicros;
  for (let level = 0; level < LEVELS; level++) {
    const [bidPrice, bidVolume] = book.bids[level] ?? [NaN, 0];
    const [askPrice, askVolume] = book.asks[level] ?? [NaN, 0];
    row[BID_PRICE + level] = bidPrice;
    row[BID_VOLUME + level] = bidVolume;
    row[ASK_PRICE + level] = askPrice;
    row[ASK_VOLUME + level] = askVolume;
  }
  return row;
}

/** The present levels of a row. */
export function bookOf(row: Float64Array): TestBook {
  const side = (price: number, volume: number): TestLevel[] =>
    Array.from({ length: LEVELS }, (_, level): TestLevel => [row[price + level], row[volume + level]]).filter(
      ([value]) => !Number.isNaN(value),
    );
  return { bids: side(BID_PRICE, BID_VOLUME), asks: side(ASK_PRICE, ASK_VOLUME) };
}
