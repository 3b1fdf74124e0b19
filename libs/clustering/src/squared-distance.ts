/** Dimensions for which the distance is written out: a loop over so few costs twice as much. */
const WRITTEN_OUT = 7;

/** Squared Euclidean distance of the `dimensions` doubles at `a[aFrom …]` and `b[bFrom …]`. */
export function squaredDistance(
  a: Float64Array,
  aFrom: number,
  b: Float64Array,
  bFrom: number,
  dimensions: number,
): number {
  if (dimensions === WRITTEN_OUT) return distanceOfSeven(a, aFrom, b, bFrom);
  let sum = 0;
  for (let d = 0; d < dimensions; d++) {
    const difference = a[aFrom + d] - b[bFrom + d];
    sum += difference * difference;
  }
  return sum;
}

/** As many as the coordinates of a regime; the same to the last bit as the loop. */
function distanceOfSeven(a: Float64Array, i: number, b: Float64Array, j: number): number {
  const x0 = a[i] - b[j];
  const x1 = a[i + 1] - b[j + 1];
  const x2 = a[i + 2] - b[j + 2];
  const x3 = a[i + 3] - b[j + 3];
  const x4 = a[i + 4] - b[j + 4];
  const x5 = a[i + 5] - b[j + 5];
  const x6 = a[i + 6] - b[j + 6];
  return x0 * x0 + x1 * x1 + x2 * x2 + x3 * x3 + x4 * x4 + x5 * x5 + x6 * x6;
}
