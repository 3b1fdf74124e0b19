import { ASK_VOLUME, BID_VOLUME } from '@genesis/market';

/** Levels that count, and how fast their weight e^(-0.5 i) falls: what the labels' `weighted_obi5` means. */
export const IMBALANCE_LEVELS = 5;
const DECAY = 0.5;

export function imbalanceWeight(level: number): number {
  return Math.exp(-DECAY * level);
}

/** Σ wᵢ(bᵢ − aᵢ) / Σ wᵢ(bᵢ + aᵢ) over the first five levels of a snapshot row, in [-1, 1]; 0 for empty sides. */
export function weightedImbalance(row: Float64Array): number {
  let difference = 0;
  let total = 0;
  for (let level = 0; level < IMBALANCE_LEVELS; level++) {
    const weight = imbalanceWeight(level);
    difference += weight * (row[BID_VOLUME + level] - row[ASK_VOLUME + level]);
    total += weight * (row[BID_VOLUME + level] + row[ASK_VOLUME + level]);
  }
  return total === 0 ? 0 : difference / total;
}
