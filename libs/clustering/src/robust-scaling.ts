/** Per coordinate: what is usual, and how far it usually strays; both in the coordinate's own unit. */
export interface RobustScaling {
  readonly centers: readonly number[];
  readonly scales: readonly number[];
}

/** A median absolute deviation times this is the standard deviation of a normal distribution. */
const DEVIATIONS_PER_MAD = 1.4826;

/**
 * Median and 1.4826 · median absolute deviation of each coordinate over `count` row-major points: up to half of them may be
 * anything. A scale is never below its floor, so that what hardly varies is not blown up to noise.
 */
export function fitRobustScaling(
  points: Float64Array,
  count: number,
  floors: readonly number[],
): RobustScaling {
  const dimensions = floors.length;
  const column = new Float64Array(count);
  const centers: number[] = [];
  const scales: number[] = [];
  for (let d = 0; d < dimensions; d++) {
    for (let point = 0; point < count; point++) column[point] = points[point * dimensions + d];
    const center = medianOf(column);
    for (let point = 0; point < count; point++) column[point] = Math.abs(column[point] - center);
    centers.push(center);
    scales.push(Math.max(floors[d], DEVIATIONS_PER_MAD * medianOf(column)));
  }
  return { centers, scales };
}

/** From `old` a share `rate` of the way to `fresh`; scales on a logarithmic way. */
export function blendScaling(old: RobustScaling, fresh: RobustScaling, rate: number): RobustScaling {
  return {
    centers: old.centers.map((center, d) => center + rate * (fresh.centers[d] - center)),
    scales: old.scales.map((scale, d) => scale * (fresh.scales[d] / scale) ** rate),
  };
}

/** Writes `(x − center)/scale`, winsorised to ±`limit`, for the point at `from[fromAt …]` to `to[toAt …]`. */
export function scalePoint(
  { centers, scales }: RobustScaling,
  limit: number,
  from: Float64Array,
  fromAt: number,
  to: Float64Array,
  toAt: number,
): void {
  for (let d = 0; d < centers.length; d++) {
    const scaled = (from[fromAt + d] - centers[d]) / scales[d];
    to[toAt + d] = scaled > limit ? limit : scaled < -limit ? -limit : scaled;
  }
}

/** Sorts its argument. The mean of the middle two where their number is even. */
function medianOf(values: Float64Array): number {
  values.sort();
  const middle = values.length >> 1;
  return values.length % 2 === 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}
