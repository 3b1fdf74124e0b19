import fc from 'fast-check';
import { BID_VOLUME, ASK_VOLUME } from '@genesis/market';
import { bookRow, ladder } from '../../../test/support/book-row.js';
import { depthImbalance } from './depth-imbalance.js';
import { sideDepth } from './side-depth.js';

describe('sideDepth', () => {
  it('adds the ten levels of a side: 1 + 2 + … + 10 = 55', () => {
    const row = bookRow(ladder(100, -1, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), ladder(101, 1, [3]));
    expect(sideDepth(row, BID_VOLUME)).toBe(55);
    expect(sideDepth(row, ASK_VOLUME)).toBe(30);
  });

  it('counts absent levels as nothing', () => {
    expect(sideDepth(bookRow([[100, 5]], []), BID_VOLUME)).toBe(5);
    expect(sideDepth(bookRow([[100, 5]], []), ASK_VOLUME)).toBe(0);
  });
});

describe('depthImbalance', () => {
  it('is (30 − 10)/(30 + 10) = 0.5', () => {
    expect(depthImbalance(30, 10)).toBe(0.5);
  });

  it('is 1 with bids only, −1 with asks only, 0 with neither', () => {
    expect(depthImbalance(5, 0)).toBe(1);
    expect(depthImbalance(0, 5)).toBe(-1);
    expect(depthImbalance(0, 0)).toBe(0);
  });

  it('stays in [−1, 1] and changes its sign with the sides', () => {
    const depth = fc.double({ min: 0, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(depth, depth, (bid, ask) => {
        const imbalance = depthImbalance(bid, ask);
        expect(Math.abs(imbalance)).toBeLessThanOrEqual(1);
        expect(depthImbalance(ask, bid) + imbalance).toBe(0);
      }),
      { seed: 1 },
    );
  });
});
