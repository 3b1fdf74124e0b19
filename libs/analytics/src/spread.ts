import { ASK_PRICE, BID_PRICE } from '@genesis/market';

/** Quoted spread ask₁ − bid₁ in currency units, unrounded; NaN where a side is empty. */
export function spread(rows: Float64Array, offset: number): number {
  return rows[offset + ASK_PRICE] - rows[offset + BID_PRICE];
}
