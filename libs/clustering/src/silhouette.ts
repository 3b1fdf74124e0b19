import { squaredDistance } from './squared-distance.js';

/**
 * Mean silhouette of labelled points (row-major), in [-1, 1]: (b − a)/max(a, b), a the mean distance to the points of the
 * own cluster, b to those of the nearest other one (Rousseeuw, J. Comput. Appl. Math. 20, 1987). A point alone in its cluster
 * counts 0. NaN where there are fewer than two clusters. O(n²): give it a sample.
 */
export function silhouette(
  points: Float64Array,
  labels: Uint8Array,
  dimensions: number,
  clusters: number,
): number {
  const sizes = new Float64Array(clusters);
  for (const label of labels) sizes[label]++;
  if (sizes.filter((size) => size > 0).length < 2) return NaN;
  const sums = distanceSums(points, labels, dimensions, clusters);
  let total = 0;
  for (let point = 0; point < labels.length; point++) {
    total += silhouetteOf(labels[point], sums.subarray(point * clusters, (point + 1) * clusters), sizes);
  }
  return total / labels.length;
}

/** Row-major by point and cluster: the sum of the distances to all points of the cluster. Each pair is looked at once. */
function distanceSums(
  points: Float64Array,
  labels: Uint8Array,
  dimensions: number,
  clusters: number,
): Float64Array {
  const sums = new Float64Array(labels.length * clusters);
  for (let point = 0; point < labels.length; point++) {
    for (let other = point + 1; other < labels.length; other++) {
      const distance = Math.sqrt(
        squaredDistance(points, point * dimensions, points, other * dimensions, dimensions),
      );
      sums[point * clusters + labels[other]] += distance;
      sums[other * clusters + labels[point]] += distance;
    }
  }
  return sums;
}

/** @param sums of the distances to all points of each cluster */
function silhouetteOf(own: number, sums: Float64Array, sizes: Float64Array): number {
  if (sizes[own] === 1) return 0;
  const within = sums[own] / (sizes[own] - 1);
  let nearest = Infinity;
  for (let cluster = 0; cluster < sizes.length; cluster++) {
    if (cluster !== own && sizes[cluster] > 0) nearest = Math.min(nearest, sums[cluster] / sizes[cluster]);
  }
  const larger = Math.max(within, nearest);
  return larger === 0 ? 0 : (nearest - within) / larger;
}
