import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, type Side } from '@genesis/market';

/** Where a side of the book stands in a row, so that no rule is written twice. */
export interface BookSide {
  readonly name: Exclude<Side, 'both'>;
  readonly price: number;
  readonly volume: number;
  /** Where the opposite side's prices stand. */
  readonly oppositePrice: number;
  /** Prices times this grow away from the touch: -1 bid, +1 ask. */
  readonly outward: -1 | 1;
}

export const BID: BookSide = {
  name: 'bid',
  price: BID_PRICE,
  volume: BID_VOLUME,
  oppositePrice: ASK_PRICE,
  outward: -1,
};
export const ASK: BookSide = {
  name: 'ask',
  price: ASK_PRICE,
  volume: ASK_VOLUME,
  oppositePrice: BID_PRICE,
  outward: 1,
};

/** "bid", "ask" or "both" for what was found on each side; null for neither. */
export function sideOf(bid: boolean, ask: boolean): Side | null {
  if (bid) return ask ? 'both' : 'bid';
  return ask ? 'ask' : null;
}
