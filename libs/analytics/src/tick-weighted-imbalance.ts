import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, LEVELS } from '@genesis/market';
import { depthImbalance } from './depth-imbalance.js';

/** λ: a level weighs half as much as one 3.5 ticks nearer to the touch. */
export const DECAY_PER_TICK = 0.2;

/** Ticks from the touch from which on a level's weight, below 3e-6, is taken as 0. */
const HORIZON_TICKS = 64;
/** e^(−λk) by distance k in ticks. */
const WEIGHTS = Float64Array.from({ length: HORIZON_TICKS }, (_, ticks) => Math.exp(-DECAY_PER_TICK * ticks));

/**
 * Weighted imbalance Σ w(b − a) / Σ w(b + a) of the `calibrated` profile, in [−1, 1]: ten levels, w = e^(−λk), k the
 * distance from the best price of its own side in ticks, so that a book with gaps is not taken for a dense one.
 * While the tick is unknown (`ticksPerUnit` NaN), k is the rank of the level. 0 where both sides are empty.
 */
export function tickWeightedImbalance(rows: Float64Array, offset: number, ticksPerUnit: number): number {
  const bid = weightedDepth(rows, offset + BID_PRICE, offset + BID_VOLUME, -ticksPerUnit);
  const ask = weightedDepth(rows, offset + ASK_PRICE, offset + ASK_VOLUME, ticksPerUnit);
  return depthImbalance(bid, ask);
}

/** `ticksPerUnit` carries the sign of the direction in which a side's prices lead away from the touch. */
function weightedDepth(
  rows: Float64Array,
  priceFrom: number,
  volumeFrom: number,
  ticksPerUnit: number,
): number {
  const best = rows[priceFrom];
  const end = priceFrom + LEVELS;
  const toVolume = volumeFrom - priceFrom;
  let depth = rows[volumeFrom];
  for (let i = priceFrom + 1; i < end; i++) {
    const ticks = (rows[i] - best) * ticksPerUnit;
    // An absent level has no distance and no volume; with no tick, every level lacks its distance.
    const distance = Number.isNaN(ticks) ? i - priceFrom : (ticks + 0.5) >>> 0;
    if (distance < HORIZON_TICKS) depth += WEIGHTS[distance] * rows[i + toVolume];
  }
  return depth;
}
