import fc from 'fast-check';
import { LotEstimator } from './lot-size.js';
import { ASK_VOLUME, BID_VOLUME, LEVELS, ROW_STRIDE } from './snapshot-layout.js';

function rowOfLots(lots: readonly number[], lotsPerUnit: number): Float64Array {
  const row = new Float64Array(ROW_STRIDE);
  for (let level = 0; level < LEVELS; level++) {
    row[BID_VOLUME + level] = (lots[level] ?? 0) / lotsPerUnit;
    row[ASK_VOLUME + level] = (lots[LEVELS + level] ?? 0) / lotsPerUnit;
  }
  return row;
}

describe('LotEstimator', () => {
  it.each([
    [1, 1],
    [100, 0.01],
    [0.001, 1_000],
    [0.1, 10],
    [0.00000001, 100_000_000],
  ])('finds a lot of %p exactly', (lot, lotsPerUnit) => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 20, maxLength: 20 }), {
          minLength: 30,
          maxLength: 30,
        }),
        (books) => {
          const estimator = new LotEstimator();
          for (const lots of books) estimator.observe(rowOfLots(lots, lotsPerUnit), 0);
          expect(estimator.lot).toBe(lot);
        },
      ),
      { numRuns: 30, seed: 1 },
    );
  });

  it('is NaN while every volume is zero', () => {
    const estimator = new LotEstimator();
    for (let i = 0; i < 10; i++) estimator.observe(rowOfLots([], 1), 0);
    expect(estimator.lot).toBeNaN();
  });

  it('takes one odd volume for a stray and three for a finer lot', () => {
    const estimator = new LotEstimator();
    const round = rowOfLots([1, 2, 3, 4, 5], 0.01);
    const odd = rowOfLots([100, 237], 1);
    for (let i = 0; i < 10; i++) estimator.observe(round, 0);
    estimator.observe(odd, 0);
    expect(estimator.lot).toBe(100);
    estimator.observe(odd, 0);
    estimator.observe(odd, 0);
    expect(estimator.lot).toBe(1);
  });

  it('starts anew after a reset, and passes over volumes too large to be exact', () => {
    const estimator = new LotEstimator();
    for (let i = 0; i < 3; i++) estimator.observe(rowOfLots([1], 1), 0);
    estimator.reset();
    expect(estimator.lot).toBeNaN();
    for (let i = 0; i < 3; i++) estimator.observe(rowOfLots([Infinity, 1e15, 50], 1), 0);
    expect(estimator.lot).toBe(50);
  });
});
