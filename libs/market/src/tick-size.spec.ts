import fc from 'fast-check';
import { ASK_PRICE, BID_PRICE, LEVELS, ROW_STRIDE } from './snapshot-layout.js';
import { TickEstimator } from './tick-size.js';

/** Level prices in whole ticks; NaN beyond the lists. Divided, as a parser would round `ticks · tick`. */
function rowOfTicks(bids: readonly number[], asks: readonly number[], ticksPerUnit: number): Float64Array {
  const row = new Float64Array(ROW_STRIDE).fill(NaN);
  for (let level = 0; level < LEVELS; level++) {
    row[BID_PRICE + level] = (bids[level] ?? NaN) / ticksPerUnit;
    row[ASK_PRICE + level] = (asks[level] ?? NaN) / ticksPerUnit;
  }
  return row;
}

function ladder(best: number, step: number): number[] {
  return Array.from({ length: LEVELS }, (_, level) => best + step * level);
}

function observe(estimator: TickEstimator, row: Float64Array, times: number): void {
  for (let i = 0; i < times; i++) estimator.observe(row, 0);
}

describe('TickEstimator', () => {
  it('knows nothing before three rows agree', () => {
    const estimator = new TickEstimator();
    const row = rowOfTicks(ladder(58_533, -1), ladder(58_534, 1), 100);
    expect(estimator.tick).toBeNaN();
    observe(estimator, row, 2);
    expect(estimator.tick).toBeNaN();
    observe(estimator, row, 1);
    expect(estimator.tick).toBe(0.01);
  });

  it.each([
    [0.01, 100],
    [0.1, 10],
    [0.5, 2],
    [0.25, 4],
    [0.0001, 10_000],
    [0.00001, 100_000],
    [1, 1],
    [5, 0.2],
  ])('finds a tick of %p exactly in books with gaps', (tick, ticksPerUnit) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1_000, max: 3_000_000 }),
        fc.array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 21, maxLength: 21 }), {
          minLength: 60,
          maxLength: 60,
        }),
        (best, books) => {
          const estimator = new TickEstimator();
          for (const gaps of books) {
            const bids = gaps.slice(0, 10).map((_, i) => best - gaps.slice(0, i).reduce((a, b) => a + b, 0));
            const asks = gaps
              .slice(10)
              .map((_, i) => best + gaps.slice(10, 11 + i).reduce((a, b) => a + b, 0));
            estimator.observe(rowOfTicks(bids, asks, ticksPerUnit), 0);
          }
          // With 60 rows of 19 random gaps of 1–9 ticks no coarser grid can have fitted all of them.
          expect(estimator.tick).toBe(tick);
        },
      ),
      { numRuns: 30, seed: 1 },
    );
  });

  it('only shrinks: 0.05, then 0.01 once three rows show a cent', () => {
    const estimator = new TickEstimator();
    observe(estimator, rowOfTicks(ladder(10_000, -5), ladder(10_005, 5), 100), 10);
    expect(estimator.tick).toBe(0.05);
    const cents = rowOfTicks(ladder(10_000, -1), ladder(10_001, 1), 100);
    observe(estimator, cents, 2);
    expect(estimator.tick).toBe(0.05);
    observe(estimator, cents, 1);
    expect(estimator.tick).toBe(0.01);
    observe(estimator, rowOfTicks(ladder(10_000, -5), ladder(10_005, 5), 100), 1_000);
    expect(estimator.tick).toBe(0.01);
  });

  it('joins grids that no single row shows: gaps of 2 and of 3 ticks make 1', () => {
    const estimator = new TickEstimator();
    const twos = rowOfTicks(ladder(10_000, -2), ladder(10_002, 2), 100);
    const threes = rowOfTicks(ladder(10_000, -3), ladder(10_003, 3), 100);
    for (let i = 0; i < 10; i++) estimator.observe(i % 2 === 0 ? twos : threes, 0);
    expect(estimator.tick).toBe(0.01);
  });

  it('is not misled by one bad price, at the start or later', () => {
    const good = rowOfTicks(ladder(58_533, -1), ladder(58_534, 1), 100);
    const bad = good.slice();
    bad[BID_PRICE + 9] = 585.123_456_7;
    const estimator = new TickEstimator();
    observe(estimator, bad, 1);
    observe(estimator, good, 50);
    observe(estimator, bad, 2);
    observe(estimator, good, 250);
    observe(estimator, bad, 1);
    expect(estimator.tick).toBe(0.01);
  });

  it('sees a finer grid within 64 rows and two more after it has settled', () => {
    const estimator = new TickEstimator();
    observe(estimator, rowOfTicks(ladder(10_000, -5), ladder(10_005, 5), 100), 1_000);
    observe(estimator, rowOfTicks(ladder(10_000, -1), ladder(10_001, 1), 100), 66);
    expect(estimator.tick).toBe(0.01);
  });

  it('forgets the votes of strays once 200 rows agree', () => {
    const good = rowOfTicks(ladder(10_000, -1), ladder(10_001, 1), 100);
    const halfTick = rowOfTicks([10_000, 9_998.5], [10_001], 100);
    const estimator = new TickEstimator();
    observe(estimator, good, 10);
    for (let i = 0; i < 10; i++) {
      observe(estimator, halfTick, 2);
      observe(estimator, good, 300);
    }
    expect(estimator.tick).toBe(0.01);
  });

  it('says nothing for one-sided single levels and for empty rows', () => {
    const estimator = new TickEstimator();
    observe(estimator, rowOfTicks([100], [], 100), 50);
    observe(estimator, rowOfTicks([], [], 100), 50);
    expect(estimator.tick).toBeNaN();
  });

  it('reads the row at its offset and works for whole prices far beyond 2^25', () => {
    const estimator = new TickEstimator();
    const rows = new Float64Array(2 * ROW_STRIDE);
    rows.set(rowOfTicks(ladder(1_600_000, -1), ladder(1_600_001, 1), 0.001), ROW_STRIDE);
    for (let i = 0; i < 3; i++) estimator.observe(rows, ROW_STRIDE);
    expect(estimator.tick).toBe(1_000);
  });

  it('starts anew after a reset', () => {
    const estimator = new TickEstimator();
    observe(estimator, rowOfTicks(ladder(10_000, -1), ladder(10_001, 1), 100), 10);
    estimator.reset();
    expect(estimator.tick).toBeNaN();
    observe(estimator, rowOfTicks(ladder(10_000, -1), ladder(10_001, 1), 10), 3);
    expect(estimator.tick).toBe(0.1);
  });

  it('survives more different strays than it keeps votes for', () => {
    const estimator = new TickEstimator();
    observe(estimator, rowOfTicks(ladder(10_000, -1), ladder(10_001, 1), 1), 5);
    for (let i = 1; i < 36; i++) {
      const fraction = 2 ** -(i % 6) * 5 ** -Math.floor(i / 6);
      observe(estimator, rowOfTicks([10_000, 9_999 - fraction], [10_001], 1), 1);
    }
    expect(estimator.tick).toBe(1);
  });
});
