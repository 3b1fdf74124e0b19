import { type RandomSource } from '@genesis/market';

/** Standard normal by Box and Muller. */
export function normal(random: RandomSource): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** `count` points around each center, row-major, center after center. */
export function gaussianClouds(
  centers: readonly (readonly number[])[],
  count: number,
  deviation: number,
  random: RandomSource,
): Float64Array {
  return Float64Array.from(
    centers.flatMap((center) =>
      Array.from({ length: count }, () => center.map((at) => at + deviation * normal(random))).flat(),
    ),
  );
}
