import { seededRandom } from '@genesis/market';
import fc from 'fast-check';
import { gaussianClouds } from '../testing/gaussian-clouds.js';
import { type ClusteredPoints, LloydDescent } from './lloyd-descent.js';
import { squaredDistance } from './squared-distance.js';

/** Lloyd's algorithm as the books have it: all distances in every step. */
function plainDescent(problem: ClusteredPoints, centroids: Float64Array, mostSteps: number): number {
  let [inertia, means] = plainStep(problem, centroids);
  for (let step = 0; step < mostSteps; step++) {
    centroids.set(means);
    const before = inertia;
    [inertia, means] = plainStep(problem, centroids);
    if (inertia >= before) break;
  }
  return inertia;
}

/** The inertia under `centroids`, and the means of the points that each of them has. */
function plainStep(problem: ClusteredPoints, centroids: Float64Array): [number, Float64Array] {
  const { points, count, dimensions, clusters } = problem;
  const sums = new Float64Array(clusters * dimensions);
  const sizes = new Float64Array(clusters);
  let inertia = 0;
  for (let point = 0; point < count; point++) {
    const distances = Array.from({ length: clusters }, (_, cluster) =>
      squaredDistance(points, point * dimensions, centroids, cluster * dimensions, dimensions),
    );
    const nearest = distances.indexOf(Math.min(...distances));
    inertia += distances[nearest];
    sizes[nearest]++;
    for (let d = 0; d < dimensions; d++) sums[nearest * dimensions + d] += points[point * dimensions + d];
  }
  const means = sums.map((sum, at) => {
    const size = sizes[Math.floor(at / dimensions)];
    return size === 0 ? centroids[at] : sum / size;
  });
  return [inertia, means];
}

function expectTheSame(problem: ClusteredPoints, start: Float64Array, mostSteps: number): void {
  const [plain, bounded] = [start.slice(), start.slice()];
  const inertia = plainDescent(problem, plain, mostSteps);
  expect(new LloydDescent(problem).run(bounded, mostSteps)).toBe(inertia);
  expect(bounded).toEqual(plain);
}

describe('LloydDescent', () => {
  it('gives what looking at all distances gives, to the last bit', () => {
    const shape = fc.record({
      seed: fc.nat(),
      dimensions: fc.constantFrom(1, 2, 7),
      clusters: fc.integer({ min: 1, max: 6 }),
      count: fc.integer({ min: 6, max: 120 }),
      // Of a coarse grid, many points and distances are equal.
      grid: fc.constantFrom(0, 0.5, 2),
      mostSteps: fc.constantFrom(0, 1, 3, 40),
    });
    fc.assert(
      fc.property(shape, ({ seed, dimensions, clusters, count, grid, mostSteps }) => {
        const random = seededRandom(seed);
        const value = (): number => {
          const uniform = 8 * random() - 4;
          return grid === 0 ? uniform : grid * Math.round(uniform / grid);
        };
        const points = Float64Array.from({ length: count * dimensions }, value);
        const start = Float64Array.from({ length: clusters * dimensions }, value);
        expectTheSame({ points, count, dimensions, clusters }, start, mostSteps);
      }),
      { numRuns: 300 },
    );
  });

  it('does so for clouds that overlap, over many steps', () => {
    const corner = (at: number): number[] => Array.from({ length: 7 }, (_, d) => (d === at ? 2 : 0));
    for (const seed of [1, 2, 3]) {
      const points = gaussianClouds([0, 1, 2, 3].map(corner), 250, 1, seededRandom(seed));
      const problem = { points, count: 1_000, dimensions: 7, clusters: 4 };
      expectTheSame(problem, points.slice(0, 28), 100);
    }
  });

  it('leaves a centroid without points where it is: (0) (1) (9) under 0, 9 and 100 give ½ and 9, inertia 2 · ¼', () => {
    const centroids = Float64Array.of(0, 9, 100);
    const problem = { points: Float64Array.of(0, 1, 9), count: 3, dimensions: 1, clusters: 3 };
    expect(new LloydDescent(problem).run(centroids, 10)).toBe(0.5);
    expect([...centroids]).toEqual([0.5, 9, 100]);
  });
});
