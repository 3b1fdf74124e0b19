import { seededRandom } from '@genesis/market';
import fc from 'fast-check';
import { gaussianClouds } from '../testing/gaussian-clouds.js';
import { kMeans, type KMeansProblem } from './k-means.js';

const problemOf = (points: Float64Array, changes: Partial<KMeansProblem> = {}): KMeansProblem => ({
  points,
  count: points.length / 2,
  dimensions: 2,
  clusters: 2,
  restarts: 10,
  mostSteps: 50,
  random: seededRandom(1),
  ...changes,
});

/** Inertia of the best of all partitions into two: 2ⁿ of them. */
function leastInertia(points: Float64Array): number {
  const count = points.length / 2;
  let best = Infinity;
  for (let mask = 0; mask < 2 ** count; mask++) {
    let inertia = 0;
    for (const side of [0, 1]) {
      const members = Array.from({ length: count }, (_, i) => i).filter((i) => ((mask >> i) & 1) === side);
      for (const d of [0, 1]) {
        const values = members.map((i) => points[2 * i + d]);
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        inertia += values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      }
    }
    best = Math.min(best, inertia);
  }
  return best;
}

describe('kMeans', () => {
  it('finds two pairs: (0,0) (0,2) and (10,0) (10,2) have centers (0,1) and (10,1), inertia 4 · 1²', () => {
    const { centroids, inertia } = kMeans(problemOf(Float64Array.of(0, 0, 0, 2, 10, 0, 10, 2)));
    const sorted = [[...centroids.subarray(0, 2)], [...centroids.subarray(2)]].sort(([a], [b]) => a - b);
    expect(sorted).toEqual([
      [0, 1],
      [10, 1],
    ]);
    expect(inertia).toBe(4);
  });

  it('finds the best partition of up to eight points, as trying all does', () => {
    const coordinate = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 8 }), (pairs) => {
        const points = Float64Array.from(pairs.flat());
        const { inertia } = kMeans(problemOf(points, { restarts: 60 }));
        expect(inertia).toBeCloseTo(leastInertia(points), 6);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it('finds four clouds, within a tenth of where they are', () => {
    const centers = [
      [0, 0],
      [8, 0],
      [0, 8],
      [8, 8],
    ];
    const points = gaussianClouds(centers, 200, 1, seededRandom(5));
    const { centroids } = kMeans(problemOf(points, { clusters: 4 }));
    for (const [x, y] of centers) {
      const misses = centers.map((_, k) => Math.hypot(centroids[2 * k] - x, centroids[2 * k + 1] - y));
      expect(Math.min(...misses)).toBeLessThan(0.2);
    }
  });

  it('gives the same from the same random source, and no worse with more restarts', () => {
    const points = gaussianClouds(
      [
        [0, 0],
        [3, 1],
        [1, 4],
      ],
      50,
      1,
      seededRandom(9),
    );
    const run = (restarts: number) =>
      kMeans(problemOf(points, { clusters: 3, restarts, random: seededRandom(4) }));
    expect(run(5)).toEqual(run(5));
    expect(run(10).inertia).toBeLessThanOrEqual(run(1).inertia);
  });

  it('takes points that are all the same', () => {
    expect(kMeans(problemOf(new Float64Array(10).fill(3))).inertia).toBe(0);
  });

  it('refuses fewer points than clusters, and no restart', () => {
    const points = Float64Array.of(1, 1);
    expect(() => kMeans(problemOf(points))).toThrow(new RangeError('1 points cannot make 2 clusters'));
    expect(() => kMeans(problemOf(points, { clusters: 1, restarts: 0 }))).toThrow(
      new RangeError('restarts 0: expected at least 1'),
    );
  });
});
