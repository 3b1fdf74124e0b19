import { bookRow, ladder } from '../../../../test/support/book-row.js';
import { ViewDriver, type Observation } from '../../../../test/support/book-view.js';
import { LiquidityGapDetector } from './liquidity-gap.detector.js';

function observe(bidVolumes: number[], askVolumes: number[]): Observation {
  const driver = new ViewDriver('seed', new LiquidityGapDetector());
  return driver.show(bookRow(ladder(100, -1, bidVolumes), ladder(101, 1, askVolumes)));
}

describe('seed LIQUIDITY_GAP', () => {
  it('fires at a volume under 0.5 within five levels and names side, level and price', () => {
    const { signal, detections } = observe([9, 9, 0.4, 9], [9]);
    expect(signal).toBe(true);
    expect(detections).toHaveLength(1);
    expect(detections[0]).toMatchObject({
      side: 'bid',
      severity: 'MEDIUM',
      score: 50,
      price: 98,
      message: 'Liquidity gap: bid level 3 holds 0.4, less than 0.5.',
    });
    expect(observe([9], [0, 9]).detections[0]).toMatchObject({ side: 'ask', price: 101 });
  });

  it('is one detection for both sides, without a price', () => {
    const { detections } = observe([9, 0.1, 9], [9, 9, 9, 0, 9]);
    expect(detections).toHaveLength(1);
    expect(detections[0]).toMatchObject({
      side: 'both',
      price: null,
      message: 'Liquidity gap: bid level 2 holds 0.1, less than 0.5 (so does ask level 4).',
    });
  });

  it('does not fire at 0.5, nor for what is missing beyond the fifth level', () => {
    expect(observe([9, 9, 9, 9, 0.5, 0], [9])).toEqual({ signal: false, detections: [] });
  });

  it('takes an absent level for an empty one, and gives it no price', () => {
    const driver = new ViewDriver('seed', new LiquidityGapDetector());
    const fourBids = ladder(100, -1, [9]).slice(0, 4);
    const { detections } = driver.show(bookRow(fourBids, ladder(101, 1, [9])));
    expect(detections[0]).toMatchObject({ side: 'bid', price: null });
  });
});
