import { squaredDistance } from './squared-distance.js';

/** What rounding may take from a distance or add to a move, as a share of both, with much to spare. */
const ROUNDING = 1e-10;
const NO_CLUSTER = 255;

/** Row-major points, and into how many clusters they fall: at most 255. */
export interface ClusteredPoints {
  readonly points: Float64Array;
  readonly count: number;
  readonly dimensions: number;
  readonly clusters: number;
}

/**
 * Lloyd's descent, with the centroids and the inertia of the plain one to the last bit, for a fraction of its distances. By the
 * bound of Hamerly ("Making k-means even faster", SIAM SDM 2010) a point that is nearer to its own centroid than any other
 * can have come since all were looked at keeps its label. What belongs to a centroid that did not move is as it was.
 */
export class LloydDescent {
  readonly #labels: Uint8Array;
  /** By point: squared distance to its own centroid. */
  readonly #own: Float64Array;
  /** By point: how far centroids may have moved in all before another one can be the nearest. */
  readonly #reaches: Float64Array;
  /** How far the one that moved most has, summed over the steps. */
  #moved = 0;
  readonly #sums: Float64Array;
  readonly #sizes: Float64Array;
  /** By cluster: 1 where it gained or lost a point in the last assignment. */
  readonly #changed: Uint8Array;
  /** By cluster: 1 where its centroid has not moved since the last assignment. */
  readonly #still: Uint8Array;

  constructor(readonly problem: ClusteredPoints) {
    const { count, clusters, dimensions } = problem;
    this.#labels = new Uint8Array(count).fill(NO_CLUSTER);
    this.#own = new Float64Array(count);
    this.#reaches = new Float64Array(count).fill(-Infinity);
    this.#sums = new Float64Array(clusters * dimensions);
    this.#sizes = new Float64Array(clusters);
    this.#changed = new Uint8Array(clusters);
    this.#still = new Uint8Array(clusters);
  }

  /** Moves `centroids`; returns the sum of the points' squared distances to them. */
  run(centroids: Float64Array, mostSteps: number): number {
    let inertia = this.#assign(centroids);
    for (let step = 0; step < mostSteps && this.#changed.includes(1); step++) {
      this.#sumChanged();
      this.#move(centroids);
      const next = this.#assign(centroids);
      const done = next >= inertia;
      inertia = next;
      if (done) break;
    }
    return inertia;
  }

  #assign(centroids: Float64Array): number {
    const { points, count, dimensions } = this.problem;
    const labels = this.#labels;
    const own = this.#own;
    const reaches = this.#reaches;
    const moved = this.#moved;
    const still = this.#still;
    this.#changed.fill(0);
    let inertia = 0;
    for (let point = 0; point < count; point++) {
      const room = reaches[point] - moved;
      const label = labels[point];
      if (room > 0 && still[label] === 0) {
        own[point] = squaredDistance(points, point * dimensions, centroids, label * dimensions, dimensions);
      }
      if (!(room > 0 && own[point] < room * room)) this.#findNearest(point, centroids);
      inertia += own[point];
    }
    return inertia;
  }

  /** Of equals the first one. */
  #findNearest(point: number, centroids: Float64Array): void {
    const { points, dimensions, clusters } = this.problem;
    let nearest = 0;
    let least = Infinity;
    let second = Infinity;
    for (let cluster = 0; cluster < clusters; cluster++) {
      const distance = squaredDistance(
        points,
        point * dimensions,
        centroids,
        cluster * dimensions,
        dimensions,
      );
      if (distance < least) {
        second = least;
        least = distance;
        nearest = cluster;
      } else if (distance < second) second = distance;
    }
    this.#own[point] = least;
    this.#reaches[point] = (Math.sqrt(second) + this.#moved) * (1 - ROUNDING);
    this.#label(point, nearest);
  }

  #label(point: number, cluster: number): void {
    const before = this.#labels[point];
    if (before === cluster) return;
    this.#labels[point] = cluster;
    this.#changed[cluster] = 1;
    this.#sizes[cluster]++;
    if (before === NO_CLUSTER) return;
    this.#changed[before] = 1;
    this.#sizes[before]--;
  }

  /** In the order of the points, as sums in another one would round otherwise. */
  #sumChanged(): void {
    const { points, count, dimensions, clusters } = this.problem;
    const [sums, changed] = [this.#sums, this.#changed];
    for (let cluster = 0; cluster < clusters; cluster++) {
      if (changed[cluster] === 1) sums.fill(0, cluster * dimensions, (cluster + 1) * dimensions);
    }
    for (let point = 0; point < count; point++) {
      const label = this.#labels[point];
      if (changed[label] === 0) continue;
      for (let d = 0; d < dimensions; d++) sums[label * dimensions + d] += points[point * dimensions + d];
    }
  }

  /** A cluster that lost all its points stays where it is. */
  #move(centroids: Float64Array): void {
    const { dimensions, clusters } = this.problem;
    let longest = 0;
    for (let cluster = 0; cluster < clusters; cluster++) {
      const size = this.#sizes[cluster];
      this.#still[cluster] = this.#changed[cluster] === 0 || size === 0 ? 1 : 0;
      if (this.#still[cluster] === 1) continue;
      let move = 0;
      for (let at = cluster * dimensions; at < (cluster + 1) * dimensions; at++) {
        const mean = this.#sums[at] / size;
        move += (mean - centroids[at]) ** 2;
        centroids[at] = mean;
      }
      longest = Math.max(longest, move);
    }
    this.#moved += Math.sqrt(longest) * (1 + ROUNDING);
  }
}
