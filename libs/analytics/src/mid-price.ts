import { ASK_PRICE, BID_PRICE } from '@genesis/market';

/** Mid price (ask₁ + bid₁)/2 in currency units, unrounded; NaN where a side is empty. */
export function midPrice(rows: Float64Array, offset: number): number {
  return (rows[offset + ASK_PRICE] + rows[offset + BID_PRICE]) / 2;
}
