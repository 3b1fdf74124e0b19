import { bookRow, ladder } from '../../../../test/support/book-row.js';
import { ViewDriver, type Observation } from '../../../../test/support/book-view.js';
import { AverageBestVolume } from './average-best-volume.js';
import { SpoofingDetector } from './spoofing.detector.js';

/** An average that stands at 100. */
const AVERAGE = Object.defineProperty(new AverageBestVolume(), 'value', { value: 100 });

function lastOf(...touches: [bid: number, bidVolume: number, ask: number, askVolume: number][]): Observation {
  const driver = new ViewDriver('seed', new SpoofingDetector(AVERAGE));
  const seen = touches.map(([bid, bidVolume, ask, askVolume], i) =>
    driver.show(bookRow(ladder(bid, -1, [bidVolume, 50]), ladder(ask, 1, [askVolume, 50]), 1_000 * (i + 1))),
  );
  return seen[seen.length - 1];
}

describe('seed SPOOFING', () => {
  it('fires when more than twice the average falls under a fifth of it at the same price', () => {
    const { signal, detections } = lastOf([100, 201, 101, 100], [100, 19, 101, 100]);
    expect(signal).toBe(true);
    expect(detections).toHaveLength(1);
    expect(detections[0]).toMatchObject({
      type: 'SPOOFING',
      side: 'bid',
      severity: 'CRITICAL',
      score: 100,
      price: 100,
      tsMicros: 2_000,
      eventTimeMicros: 2_000,
      sequence: 2,
      fromMicros: 1_000,
      fromSequence: 1,
      message: 'Spoofing-like: 201 at the best bid 100 fell to 19 within one snapshot; 100 is usual.',
      counterfactual: 'Would not have fired with at most 200 before or at least 20 after.',
    });
    expect(detections[0].factors).toEqual([
      { name: 'volume_before', value: 201, baseline: 100, threshold: 200, unit: 'volume', weight: 1 },
      { name: 'volume_after', value: 19, baseline: 100, threshold: 20, unit: 'volume', weight: 1 },
    ]);
  });

  it.each<[string, number, number, number]>([
    ['exactly twice the average before', 200, 19, 100],
    ['exactly a fifth of it after', 201, 20, 100],
    ['another price', 201, 19, 100.001],
  ])('does not fire at %s', (_what, before, after, price) => {
    expect(lastOf([100, before, 105, 100], [price, after, 105, 100])).toEqual({
      signal: false,
      detections: [],
    });
  });

  it('takes a price within 0.001 for the same', () => {
    expect(lastOf([100, 201, 105, 100], [100.0009, 19, 105, 100]).signal).toBe(true);
  });

  it('looks at the ask alike, and at both sides of one row', () => {
    expect(lastOf([100, 50, 101, 500], [100, 50, 101, 0]).detections.map((d) => d.side)).toEqual(['ask']);
    expect(lastOf([100, 500, 101, 500], [100, 1, 101, 1]).detections.map((d) => d.side)).toEqual([
      'bid',
      'ask',
    ]);
  });

  it('needs a row before: not at the first row, not after a gap', () => {
    expect(lastOf([100, 0, 101, 100]).signal).toBe(false);
    const driver = new ViewDriver('seed', new SpoofingDetector(AVERAGE));
    driver.show(bookRow([[100, 500]], [[101, 100]]));
    driver.forget();
    expect(driver.show(bookRow([[100, 1]], [[101, 100]])).signal).toBe(false);
  });

  it('does not take a side that vanished for a cancelled quote: it has no price to compare', () => {
    const driver = new ViewDriver('seed', new SpoofingDetector(AVERAGE));
    driver.show(bookRow([[100, 500]], [[101, 100]]));
    expect(driver.show(bookRow([], [[101, 100]])).signal).toBe(false);
  });
});
