/** Squared Euclidean distance of the `dimensions` doubles at `a[aFrom …]` and `b[bFrom …]`. */
export function squaredDistance(
  a: Float64Array,
  aFrom: number,
  b: Float64Array,
  bFrom: number,
  dimensions: number,
): number {
  let sum = 0;
  for (let d = 0; d < dimensions; d++) {
    const difference = a[aFrom + d] - b[bFrom + d];
    sum += difference * difference;
  }
  return sum;
}

/** Index of the centroid (row-major) that is nearest to the point at `points[from …]`; the first of equals. */
export function nearestCentroid(
  points: Float64Array,
  from: number,
  centroids: Float64Array,
  dimensions: number,
): number {
  let nearest = 0;
  let least = Infinity;
  for (let at = 0, cluster = 0; at < centroids.length; at += dimensions, cluster++) {
    const distance = squaredDistance(points, from, centroids, at, dimensions);
    if (distance >= least) continue;
    least = distance;
    nearest = cluster;
  }
  return nearest;
}
