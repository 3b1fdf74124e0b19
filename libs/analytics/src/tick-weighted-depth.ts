// As in snapshot-layout.ts: a constant of this file is folded into the loop, an imported one is loaded each time.
const LEVELS = 10;

/** λ: a level weighs half as much as one 3.5 ticks nearer to the touch. */
export const DECAY_PER_TICK = 0.2;

/** Ticks from the touch from which on a level's weight, below 3e-6, is taken as 0. */
const HORIZON_TICKS = 64;
/** e^(−λk) by distance k in ticks. */
const WEIGHTS = Float64Array.from({ length: HORIZON_TICKS }, (_, ticks) => Math.exp(-DECAY_PER_TICK * ticks));

/**
 * One side's weighted depth Σ w·q: a side of the weighted imbalance of the `calibrated` profile,
 * Σ w(b − a) / Σ w(b + a), ten levels, w = e^(−λk), k the distance from the best price of its own side in ticks, so that a
 * book with gaps is not taken for a dense one. While the tick is unknown (`ticksPerUnit` NaN), k is the rank of the
 * level. 0 where the side is empty. `ticksPerUnit` carries the sign of the direction in which the side's prices lead
 * away from the touch.
 */
export function tickWeightedDepth(
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
