import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, COLUMN_NAMES } from '@genesis/market';

/** One side of a row, so that a check is written once and runs on both. */
export interface BookSide {
  readonly name: 'bid' | 'ask';
  readonly index: 0 | 1;
  /** Offsets of the best level's price and volume in the row. */
  readonly priceAt: number;
  readonly volumeAt: number;
  /** Prices times this grow towards the touch: +1 bid, -1 ask; the negative of what detection calls `outward`. */
  readonly inward: 1 | -1;
}

export const BID_SIDE: BookSide = {
  name: 'bid',
  index: 0,
  priceAt: BID_PRICE,
  volumeAt: BID_VOLUME,
  inward: 1,
};
export const ASK_SIDE: BookSide = {
  name: 'ask',
  index: 1,
  priceAt: ASK_PRICE,
  volumeAt: ASK_VOLUME,
  inward: -1,
};
export const BOOK_SIDES: readonly BookSide[] = [BID_SIDE, ASK_SIDE];

/** Column name of a level's price, e.g. `bid_price_1` for level 0. */
export function priceColumn(side: BookSide, level: number): string {
  return COLUMN_NAMES[side.priceAt + level];
}

export function volumeColumn(side: BookSide, level: number): string {
  return COLUMN_NAMES[side.volumeAt + level];
}
