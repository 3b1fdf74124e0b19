import { bookRow } from '../../../../test/support/book-row.js';
import { ViewDriver, type Observation } from '../../../../test/support/book-view.js';
import { HeavyImbalanceDetector } from './heavy-imbalance.detector.js';

/** One level a side: the weighted imbalance is (bid − ask)/(bid + ask). */
function observe(bid: number, ask: number): Observation {
  return new ViewDriver('seed', new HeavyImbalanceDetector()).show(bookRow([[100, bid]], [[101, ask]]));
}

describe('seed HEAVY_IMBALANCE', () => {
  it('fires beyond 0.5 and names the heavier side: (80 − 20)/100 = 0.6', () => {
    expect(observe(80, 20).detections).toEqual([
      expect.objectContaining({
        side: 'bid',
        severity: 'MEDIUM',
        price: null,
        message: 'Heavy imbalance: the weighted book leans to the bid side by 0.6, more than 0.5.',
      }),
    ]);
    expect(observe(20, 80).detections[0]).toMatchObject({ side: 'ask' });
    expect(observe(20, 80).detections[0].factors[0]).toMatchObject({ value: -0.6, threshold: -0.5 });
  });

  it('does not fire at 0.5, nor for an empty book', () => {
    expect(observe(75, 25)).toEqual({ signal: false, detections: [] });
    expect(observe(25, 75).signal).toBe(false);
    expect(observe(0, 0).signal).toBe(false);
  });
});
