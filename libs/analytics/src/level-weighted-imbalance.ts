import { ASK_VOLUME, BID_VOLUME } from '@genesis/market';
import { depthImbalance } from './depth-imbalance.js';

/** e^(−0.5 i) for levels i = 0..4, as the predecessor weighted them. */
const WEIGHTS = Float64Array.from({ length: 5 }, (_, level) => Math.exp(-0.5 * level));

/**
 * Weighted imbalance Σ wᵢ(bᵢ − aᵢ) / Σ wᵢ(bᵢ + aᵢ) of the `seed` profile, in [−1, 1]: five levels, weighted by
 * their rank, whatever their prices. 0 where all five are empty on both sides.
 */
export function levelWeightedImbalance(rows: Float64Array, offset: number): number {
  const bids = offset + BID_VOLUME;
  const asks = offset + ASK_VOLUME;
  let bid = 0;
  let ask = 0;
  for (let level = 0; level < WEIGHTS.length; level++) {
    bid += WEIGHTS[level] * rows[bids + level];
    ask += WEIGHTS[level] * rows[asks + level];
  }
  return depthImbalance(bid, ask);
}
