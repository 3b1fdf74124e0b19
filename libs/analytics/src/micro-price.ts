import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME } from '@genesis/market';

/**
 * Mid price weighted by the opposite size, in currency units: a large bid pulls it towards the ask. It is the first-order
 * form of Stoikov, "The micro-price", Quantitative Finance 18 (2018). NaN where a side is empty or no
 * volume stands at either best price.
 */
export function microPrice(rows: Float64Array, offset: number): number {
  const bidVolume = rows[offset + BID_VOLUME];
  const askVolume = rows[offset + ASK_VOLUME];
  const weighted = bidVolume * rows[offset + ASK_PRICE] + askVolume * rows[offset + BID_PRICE];
  return weighted / (bidVolume + askVolume);
}
