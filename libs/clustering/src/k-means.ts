import { type RandomSource } from '@genesis/market';
import { nearestCentroid, squaredDistance } from './nearest-centroid.js';

/** Points are row-major: `count` rows of `dimensions` doubles. */
export interface KMeansProblem {
  readonly points: Float64Array;
  readonly count: number;
  readonly dimensions: number;
  readonly clusters: number;
  readonly restarts: number;
  /** Lloyd steps of one restart at the most. */
  readonly mostSteps: number;
  readonly random: RandomSource;
}

export interface KMeansSolution {
  /** Row-major, one row a cluster. */
  readonly centroids: Float64Array;
  /** Sum of squared distances of the points to their centroids. */
  readonly inertia: number;
}

/**
 * Lloyd's algorithm from k-means++ seeds (Arthur and Vassilvitskii, SODA 2007), the best of several restarts. The same random
 * source gives the same solution.
 * @throws RangeError for fewer points than clusters
 */
export function kMeans(problem: KMeansProblem): KMeansSolution {
  const { count, clusters, restarts } = problem;
  if (count < clusters) throw new RangeError(`${count} points cannot make ${clusters} clusters`);
  let best: KMeansSolution | null = null;
  for (let restart = 0; restart < restarts; restart++) {
    const solution = descend(problem, seedCentroids(problem));
    if (best === null || solution.inertia < best.inertia) best = solution;
  }
  if (best === null) throw new RangeError(`restarts ${restarts}: expected at least 1`);
  return best;
}

/** The first seed is any point, each further one a point drawn in proportion to its squared distance to the seeds. */
function seedCentroids({ points, count, dimensions, clusters, random }: KMeansProblem): Float64Array {
  const centroids = new Float64Array(clusters * dimensions);
  const distances = new Float64Array(count).fill(Infinity);
  let chosen = Math.floor(random() * count);
  for (let cluster = 0; ; cluster++) {
    centroids.set(points.subarray(chosen * dimensions, (chosen + 1) * dimensions), cluster * dimensions);
    if (cluster === clusters - 1) return centroids;
    let total = 0;
    for (let point = 0; point < count; point++) {
      const distance = squaredDistance(
        points,
        point * dimensions,
        centroids,
        cluster * dimensions,
        dimensions,
      );
      if (distance < distances[point]) distances[point] = distance;
      total += distances[point];
    }
    chosen = drawInProportion(distances, random() * total);
  }
}

/** The first index at which the running sum passes `aim`; the last one where rounding leaves it short. */
function drawInProportion(weights: Float64Array, aim: number): number {
  let left = aim;
  for (let index = 0; index < weights.length; index++) {
    left -= weights[index];
    if (left < 0) return index;
  }
  return weights.length - 1;
}

function descend(problem: KMeansProblem, centroids: Float64Array): KMeansSolution {
  const sums = new Float64Array(centroids.length);
  const sizes = new Float64Array(problem.clusters);
  let inertia = assign(problem, centroids, sums, sizes);
  for (let step = 0; step < problem.mostSteps; step++) {
    moveToMeans(problem, centroids, sums, sizes);
    const next = assign(problem, centroids, sums, sizes);
    const done = next >= inertia;
    inertia = next;
    if (done) break;
  }
  return { centroids, inertia };
}

/** Adds every point to the sum of its cluster; returns the inertia. */
function assign(
  { points, count, dimensions }: KMeansProblem,
  centroids: Float64Array,
  sums: Float64Array,
  sizes: Float64Array,
): number {
  sums.fill(0);
  sizes.fill(0);
  let inertia = 0;
  for (let point = 0; point < count; point++) {
    const from = point * dimensions;
    const cluster = nearestCentroid(points, from, centroids, dimensions);
    inertia += squaredDistance(points, from, centroids, cluster * dimensions, dimensions);
    sizes[cluster]++;
    for (let d = 0; d < dimensions; d++) sums[cluster * dimensions + d] += points[from + d];
  }
  return inertia;
}

/** A cluster that lost all its points stays where it is. */
function moveToMeans(
  { dimensions, clusters }: KMeansProblem,
  centroids: Float64Array,
  sums: Float64Array,
  sizes: Float64Array,
): void {
  for (let cluster = 0; cluster < clusters; cluster++) {
    if (sizes[cluster] === 0) continue;
    for (let d = 0; d < dimensions; d++) {
      centroids[cluster * dimensions + d] = sums[cluster * dimensions + d] / sizes[cluster];
    }
  }
}
