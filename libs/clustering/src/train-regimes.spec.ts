import { REGIMES } from '@genesis/contracts';
import { seededRandom } from '@genesis/market';
import fc from 'fast-check';
import { normal } from '../testing/gaussian-clouds.js';
import { nearestRegime } from './nearest-regime.js';
import { REGIME_ANCHORS, withinReach } from './regime-anchors.js';
import { COORDINATES } from './regime-coordinates.js';
import { type RegimeParameters } from './regime-parameters.js';
import { scaleRegimePoints } from './regime-scaling.js';
import { type TrainingJob } from './regime-training.js';
import { trainRegimes } from './train-regimes.js';

/** What is usual for the instrument, in real coordinates, and how far it strays. */
const USUAL = [-4, 10, -9, 0.3, -5, 2, 0];
const SCALES = [0.25, 0.17, 0.5, 0.07, 0.38, 0.2, 1 / 3];

/** Points around the anchors: `shares` of each regime, in runs, as regimes come. */
function window(
  shares: readonly number[],
  seed: number,
  count = 1_000,
): { points: Float64Array; truth: number[] } {
  const random = seededRandom(seed);
  const truth = shares.flatMap((share, regime) => new Array<number>(Math.round(share * count)).fill(regime));
  const points = truth.flatMap((regime) =>
    USUAL.map((usual, d) => {
      const at = REGIME_ANCHORS[regime * COORDINATES + d];
      // Nobody strays from no alert at all.
      const noise = d === COORDINATES - 1 && at === 0 ? 0 : 0.7 * normal(random);
      return usual + SCALES[d] * (at + noise);
    }),
  );
  return { points: Float64Array.from(points), truth };
}

const job = (points: Float64Array, previous: RegimeParameters | null = null): TrainingJob => ({
  symbol: 'A',
  version: (previous?.version ?? 0) + 1,
  points,
  looks: 8 * (points.length / COORDINATES),
  previous,
  prior: [...REGIME_ANCHORS],
  seed: 1,
});

function labelsUnder({ scaling, centroids }: RegimeParameters, raw: Float64Array): number[] {
  const points = scaleRegimePoints(scaling, raw);
  const rows = Array.from({ length: points.length / COORDINATES }, (_, i) => i);
  return rows.map((row) => nearestRegime(points, row * COORDINATES, Float64Array.from(centroids)));
}

const agreement = (a: readonly number[], b: readonly number[]): number =>
  a.filter((label, i) => label === b[i]).length / a.length;

describe('trainRegimes', () => {
  it('finds the four regimes and gives them their names', () => {
    const { points, truth } = window([0.7, 0.12, 0.1, 0.08], 3);
    const model = trainRegimes(job(points));
    expect(agreement(labelsUnder(model, points), truth)).toBeGreaterThan(0.95);
    expect(model.sizes.reduce((sum, size) => sum + size)).toBe(1_000);
    expect(model.quality.silhouette).toBeGreaterThan(0.3);
    expect(model.quality.agreement).toBeNull();
  });

  it('calls a market calm that is nothing else, though k-means cuts it in four', () => {
    const { points } = window([1, 0, 0, 0], 5);
    const model = trainRegimes(job(points));
    expect(model.sizes[0]).toBeGreaterThan(980);
  });

  it('is the same for the same job, and another for another seed of k-means at most in the last digits', () => {
    const { points } = window([0.7, 0.12, 0.1, 0.08], 3);
    expect(trainRegimes(job(points))).toEqual(trainRegimes(job(points.slice())));
    const other = trainRegimes({ ...job(points), seed: 77 });
    expect(
      agreement(labelsUnder(other, points), labelsUnder(trainRegimes(job(points)), points)),
    ).toBeGreaterThan(0.99);
  });

  it('keeps the names over sixty trainings on ever other windows, with regimes that come and go', () => {
    let model = trainRegimes(job(window([0.7, 0.1, 0.1, 0.1], 1).points));
    const agreements: number[] = [];
    for (let round = 1; round <= 60; round++) {
      const shares = [
        [0.8, 0.2, 0, 0],
        [0.75, 0, 0.25, 0],
        [1, 0, 0, 0],
        [0.6, 0.1, 0.1, 0.2],
      ][round % 4];
      const { points } = window(shares, round, 300);
      model = trainRegimes(job(points, model));
      agreements.push(model.quality.agreement ?? 0);
    }
    expect(model.version).toBe(61);
    const { points, truth } = window([0.7, 0.1, 0.1, 0.1], 999);
    expect(agreement(labelsUnder(model, points), truth)).toBeGreaterThan(0.94);
    expect(agreements.reduce((sum, value) => sum + value) / agreements.length).toBeGreaterThan(0.98);
  });

  it('accepts a new normal in the end, and not at once', () => {
    const calm = trainRegimes(job(window([0.7, 0.1, 0.1, 0.1], 1).points));
    // All of the day's volatility doubles for good.
    const { points } = window([1, 0, 0, 0], 2, 300);
    for (let at = 2; at < points.length; at += COORDINATES) points[at] += Math.log(2);
    let model = trainRegimes(job(points, { ...calm, version: 20 }));
    expect(model.scaling.centers[2]).toBeCloseTo(calm.scaling.centers[2] + 0.1 * Math.log(2), 1);
    for (let round = 0; round < 50; round++) model = trainRegimes(job(points, model));
    expect(model.scaling.centers[2]).toBeCloseTo(USUAL[2] + Math.log(2), 1);
  });

  it('keeps every centroid within reach of its anchor, whatever the points are', () => {
    const value = fc.double({ min: -50, max: 50, noNaN: true });
    const point = fc.array(value, { minLength: COORDINATES, maxLength: COORDINATES });
    fc.assert(
      fc.property(fc.array(point, { minLength: 4, maxLength: 30 }), (rows) => {
        let model: RegimeParameters | null = null;
        for (let round = 0; round < 3; round++)
          model = trainRegimes(job(Float64Array.from(rows.flat()), model));
        const centroids = Float64Array.from(model?.centroids ?? []);
        expect(centroids.every(Number.isFinite)).toBe(true);
        REGIMES.forEach((_, regime) => {
          // Sitting on the rim, a centroid may be a rounding outside.
          const from = regime * COORDINATES;
          const inner = centroids.map((c, i) => REGIME_ANCHORS[i] + (c - REGIME_ANCHORS[i]) * (1 - 1e-9));
          expect(withinReach(inner, regime)).toBe(true);
          expect(from).toBeLessThan(centroids.length);
        });
      }),
      { seed: 8, numRuns: 15 },
    );
  });
});
