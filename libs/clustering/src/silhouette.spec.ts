import { seededRandom } from '@genesis/market';
import { gaussianClouds } from '../testing/gaussian-clouds.js';
import { silhouette } from './silhouette.js';

/** As the paper writes it, point by point. */
function naive(points: Float64Array, labels: Uint8Array): number {
  const at = (i: number): [number, number] => [points[2 * i], points[2 * i + 1]];
  const mean = (i: number, label: number): number => {
    const others = [...labels.keys()].filter((j) => j !== i && labels[j] === label);
    const sum = others.reduce((total, j) => total + Math.hypot(at(i)[0] - at(j)[0], at(i)[1] - at(j)[1]), 0);
    return sum / others.length;
  };
  const scores = [...labels.keys()].map((i) => {
    const a = mean(i, labels[i]);
    const b = Math.min(
      ...[...new Set(labels)].filter((label) => label !== labels[i]).map((label) => mean(i, label)),
    );
    return Number.isNaN(a) ? 0 : (b - a) / Math.max(a, b);
  });
  return scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

describe('silhouette', () => {
  it('of 0, 1 and 10 in two clusters: (0.9 + 8/9 + 0)/3, as 10 is alone', () => {
    const score = silhouette(Float64Array.of(0, 1, 10), Uint8Array.of(0, 0, 1), 1, 2);
    expect(score).toBeCloseTo((0.9 + 8 / 9) / 3, 12);
  });

  it('is NaN for one cluster, 0 where all points are the same', () => {
    expect(silhouette(Float64Array.of(1, 2), Uint8Array.of(0, 0), 1, 4)).toBeNaN();
    expect(silhouette(Float64Array.of(1, 1, 1, 1), Uint8Array.of(0, 0, 1, 1), 1, 2)).toBe(0);
  });

  it.each([1, 2, 3])('agrees with the definition (seed %d)', (seed) => {
    const random = seededRandom(seed);
    const points = gaussianClouds(
      [
        [0, 0],
        [3, 0],
        [0, 4],
      ],
      12,
      1,
      random,
    );
    const labels = Uint8Array.from({ length: 36 }, (_, i) => (random() < 0.8 ? Math.floor(i / 12) : 2));
    expect(silhouette(points, labels, 2, 4)).toBeCloseTo(naive(points, labels), 10);
  });
});
