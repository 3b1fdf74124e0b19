import fc from 'fast-check';
import { depthImbalance } from './depth-imbalance.js';

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
