import { type RandomSource } from '@genesis/market';
import { type ClusteredPoints, LloydDescent } from './lloyd-descent.js';
import { squaredDistance } from './squared-distance.js';

export interface KMeansProblem extends ClusteredPoints {
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
  const { count, clusters, restarts, mostSteps } = problem;
  if (count < clusters) throw new RangeError(`${count} points cannot make ${clusters} clusters`);
  let best: KMeansSolution | null = null;
  for (let restart = 0; restart < restarts; restart++) {
    const centroids = seedCentroids(problem);
    const inertia = new LloydDescent(problem).run(centroids, mostSteps);
    if (best === null || inertia < best.inertia) best = { centroids, inertia };
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
