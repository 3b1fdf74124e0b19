import fc from 'fast-check';
import { bookRow, ladder, type Levels } from '../../../test/support/book-row.js';
import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME } from '@genesis/market';
import { depthImbalance } from './depth-imbalance.js';
import { DECAY_PER_TICK, SideDepths } from './side-depths.js';

function depthsOf(row: Float64Array, offset: number, ticksPerUnit: number): [SideDepths, SideDepths] {
  const [bids, asks] = [new SideDepths(BID_PRICE, BID_VOLUME), new SideDepths(ASK_PRICE, ASK_VOLUME)];
  bids.weigh(row, offset, -ticksPerUnit);
  asks.weigh(row, offset, ticksPerUnit);
  bids.sum(row, offset);
  asks.sum(row, offset);
  return [bids, asks];
}

/** The weighted imbalance that the two sides make. */
function tickWeightedImbalance(row: Float64Array, offset: number, ticksPerUnit: number): number {
  const [bids, asks] = depthsOf(row, offset, ticksPerUnit);
  return depthImbalance(bids.weighted, asks.weighted);
}

describe('SideDepths', () => {
  it('adds the ten levels of a side: 1 + 2 + … + 10 = 55; absent levels are nothing', () => {
    const row = bookRow(ladder(100, -1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), [[101, 5]]);
    expect(depthsOf(row, 0, 1).map(({ plain }) => plain)).toEqual([55, 5]);
    expect(depthsOf(bookRow([[100, 5]], []), 0, 1).map(({ plain }) => plain)).toEqual([5, 0]);
  });

  it('keeps the weights of the last prices: 10 at the touch and 20 of weight e^−1 make 17.357589', () => {
    const book = (volume: number): Float64Array =>
      bookRow(
        [
          [100, 10],
          [99.95, volume],
        ],
        [],
      );
    const [bids] = depthsOf(book(3), 0, 100);
    bids.sum(book(20), 0);
    expect(bids.weighted).toBeCloseTo(17.357589, 6);
  });

  it('weights by e^(−0.2 · ticks from the own best price)', () => {
    // Bids 10 at the touch and 10 five ticks below, w = 1 and e^−1 = 0.367879; asks 10 at the touch:
    // (13.67879 − 10)/(13.67879 + 10) = 0.155362.
    const row = bookRow(
      [
        [100, 10],
        [99.95, 10],
      ],
      [[100.01, 10]],
    );
    expect(tickWeightedImbalance(row, 0, 100)).toBeCloseTo(0.155362, 6);
  });

  it('takes the rank for the distance while the tick is unknown', () => {
    // Second bid level: w = e^(−0.2) = 0.818731; (18.18731 − 10)/28.18731 = 0.290461.
    const row = bookRow(
      [
        [100, 10],
        [99.95, 10],
      ],
      [[100.01, 10]],
    );
    expect(tickWeightedImbalance(row, 0, NaN)).toBeCloseTo(0.290461, 6);
  });

  it('gives no weight from 64 ticks on', () => {
    const near = bookRow(
      [
        [100, 1],
        [99.37, 1e9],
      ],
      [[100.01, 1]],
    );
    const far = bookRow(
      [
        [100, 1],
        [99.36, 1e9],
      ],
      [[100.01, 1]],
    );
    expect(tickWeightedImbalance(near, 0, 100)).toBeGreaterThan(0.9);
    expect(tickWeightedImbalance(far, 0, 100)).toBe(0);
  });

  it('is 0 for an empty book and ±1 for one side', () => {
    expect(tickWeightedImbalance(bookRow([], []), 0, 100)).toBe(0);
    expect(tickWeightedImbalance(bookRow([[1, 4]], []), 0, 100)).toBe(1);
    expect(tickWeightedImbalance(bookRow([], [[1, 4]]), 0, NaN)).toBe(-1);
  });

  it('agrees with the formula written plainly', () => {
    const side = fc.array(fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 1_000 })), {
      minLength: 1,
      maxLength: 10,
    });
    const levels = (best: number, direction: number, gaps: [number, number][]): Levels => {
      let ticks = 0;
      return gaps.map(([gap, volume], level) => {
        if (level > 0) ticks += gap;
        return [(best + direction * ticks) / 100, volume];
      });
    };
    const plain = (from: Levels): number => {
      const weights = from.map(([price]) =>
        Math.exp(-DECAY_PER_TICK * Math.round(Math.abs(price - from[0][0]) * 100)),
      );
      return from.reduce(
        (sum, [, volume], level) => sum + (weights[level] < 3e-6 ? 0 : weights[level]) * volume,
        0,
      );
    };
    fc.assert(
      fc.property(side, side, (bidGaps, askGaps) => {
        const bids = levels(50_000, -1, bidGaps);
        const asks = levels(50_001, 1, askGaps);
        const total = plain(bids) + plain(asks);
        const expected = total === 0 ? 0 : (plain(bids) - plain(asks)) / total;
        expect(tickWeightedImbalance(bookRow(bids, asks), 0, 100)).toBeCloseTo(expected, 10);
      }),
      { seed: 1 },
    );
  });

  it('is the same on rows of equal ticks whatever the tick is', () => {
    const cents = bookRow(ladder(100, -0.01, [3, 9, 4]), ladder(100.01, 0.01, [5, 2, 8]));
    const tenths = bookRow(ladder(61_000, -0.1, [3, 9, 4]), ladder(61_000.1, 0.1, [5, 2, 8]));
    expect(tickWeightedImbalance(tenths, 0, 10)).toBe(tickWeightedImbalance(cents, 0, 100));
  });
});
