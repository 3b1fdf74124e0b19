import { ASK_VOLUME, BID_VOLUME, ROW_STRIDE } from '@genesis/market';
import { weightedImbalance } from './weighted-imbalance.js';

describe('weightedImbalance', () => {
  it('weighs five levels by e^(-0.5 i)', () => {
    const row = new Float64Array(ROW_STRIDE);
    row[BID_VOLUME] = 3;
    row[ASK_VOLUME + 1] = 2;
    row[BID_VOLUME + 5] = 1000;
    const second = 2 * Math.exp(-0.5);
    expect(weightedImbalance(row)).toBeCloseTo((3 - second) / (3 + second), 12);
  });

  it('is 0 for an empty book', () => {
    expect(weightedImbalance(new Float64Array(ROW_STRIDE))).toBe(0);
  });
});
