import fc from 'fast-check';
import { levelsFrom, rowAt } from '../../../../test/support/row-at.js';
import { microsAt } from '../../testing/row-view.js';
import { ASK, BID } from '../book-side.js';
import { SizeBaseline } from './size-baseline.js';

/** The baseline of the ask side after books of these volumes at these seconds. */
function learnt(...books: [seconds: number, ...volumes: number[]][]): SizeBaseline {
  const baseline = new SizeBaseline(ASK);
  for (const [seconds, ...volumes] of books) learn(baseline, seconds, volumes);
  return baseline;
}

function learn(baseline: SizeBaseline, seconds: number, volumes: readonly number[]): void {
  baseline.update(rowAt(seconds, [], levelsFrom(100.01, 0.01, volumes)), 0, microsAt(seconds));
}

/** α of one second with τ = 60 s: 1 − e^(−1/60). */
const ALPHA = 0.016528546;

describe('SizeBaseline', () => {
  it('knows nothing before a row with a level on its side', () => {
    const baseline = learnt([0]);
    expect([baseline.meanLevel, baseline.medianBest]).toEqual([NaN, NaN]);
  });

  it('starts with the first row: mean over the levels that stand, median at the best', () => {
    const baseline = learnt([0, 100, 300]);
    expect([baseline.meanLevel, baseline.medianBest]).toEqual([200, 100]);
  });

  it('takes a second later a sixtieth of the difference in, and a hundredth step of the median', () => {
    const baseline = learnt([0, 100, 300], [1, 500, 100]);
    expect(baseline.meanLevel).toBeCloseTo(200 + ALPHA * 100, 5);
    expect(baseline.medianBest).toBeCloseTo(101, 9);
    learn(baseline, 2, [90, 300]);
    expect(baseline.medianBest).toBeCloseTo(100, 9);
  });

  it('counts a level for six means at the most', () => {
    const baseline = learnt([0, 200, 200], [1, 200, 90_000]);
    // (200 + 6 · 200) / 2 = 700.
    expect(baseline.meanLevel).toBeCloseTo(200 + ALPHA * 500, 5);
  });

  it('takes a burst of updates within 20 ms for one', () => {
    const baseline = learnt([0, 100], [0.005, 900], [0.01, 900], [0.019, 900]);
    expect([baseline.meanLevel, baseline.medianBest]).toEqual([100, 100]);
  });

  it('lets an hour of silence weigh like a second', () => {
    expect(learnt([0, 100], [3600, 200]).meanLevel).toBeCloseTo(100 + ALPHA * 100, 5);
  });

  it('passes over rows in which the side is empty', () => {
    const baseline = learnt([0, 100], [1], [2, 200]);
    expect(baseline.meanLevel).toBeCloseTo(100 + ALPHA * 100, 5);
  });

  it('has a median that can rise where the first best price has nothing behind it', () => {
    const baseline = learnt([0, 0, 100, 300], [1, 500, 100, 300]);
    expect(baseline.medianBest).toBeCloseTo(200 * 1.01, 9);
  });

  it('looks at its own side', () => {
    const baseline = new SizeBaseline(BID);
    baseline.update(rowAt(0, [[99, 5]], [[100, 500]]), 0, microsAt(0));
    expect(baseline.meanLevel).toBe(5);
  });

  it('stays within the volumes that it has seen', () => {
    const volumes = fc.array(fc.integer({ min: 50, max: 90 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(volumes, (bests) => {
        const baseline = new SizeBaseline(ASK);
        bests.forEach((best, second) => learn(baseline, second, [best]));
        expect(baseline.meanLevel).toBeGreaterThanOrEqual(Math.min(...bests));
        expect(baseline.meanLevel).toBeLessThanOrEqual(Math.max(...bests));
        expect(baseline.medianBest).toBeGreaterThan(Math.min(...bests) / 1.01);
        expect(baseline.medianBest).toBeLessThan(Math.max(...bests) * 1.01);
      }),
      { numRuns: 50, seed: 4 },
    );
  });
});
