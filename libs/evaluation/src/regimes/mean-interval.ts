import { type RandomSource } from '@genesis/market';
import { quantile } from '../scoring/tally.js';

const DRAWS = 2_000;

/** A mean with its 95 % interval (percentile bootstrap over the values). */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Null for no values. */
export function meanInterval(values: readonly number[], random: RandomSource): MeanInterval | null {
  if (values.length === 0) return null;
  const draws = Array.from({ length: DRAWS }, () =>
    meanOf(values.map(() => values[Math.floor(random() * values.length)])),
  );
  const mean = meanOf(values);
  return { mean, low: quantile(draws, 0.025) ?? mean, high: quantile(draws, 0.975) ?? mean };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
