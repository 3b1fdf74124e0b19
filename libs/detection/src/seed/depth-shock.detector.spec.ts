import { bookRow, ladder } from '../../../../test/support/book-row.js';
import { ViewDriver, type Observation } from '../../../../test/support/book-view.js';
import { DepthShockDetector } from './depth-shock.detector.js';

/** The last of rows with these depths, spread evenly over ten levels. */
function lastOf(...depths: [bid: number, ask: number][]): Observation {
  const driver = new ViewDriver('seed', new DepthShockDetector());
  const seen = depths.map(([bid, ask], i) =>
    driver.show(bookRow(ladder(100, -1, [bid / 10]), ladder(101, 1, [ask / 10]), 1_000 * (i + 1))),
  );
  return seen[seen.length - 1];
}

describe('seed DEPTH_SHOCK', () => {
  it('fires when a side loses more than 30 % at once: 1000 to 690', () => {
    const { signal, detections } = lastOf([1_000, 500], [690, 500]);
    expect(signal).toBe(true);
    expect(detections).toHaveLength(1);
    expect(detections[0]).toMatchObject({
      type: 'DEPTH_SHOCK',
      side: 'bid',
      severity: 'HIGH',
      price: null,
      fromMicros: 1_000,
      fromSequence: 1,
      message: 'Depth shock: the bid side fell from 1000 to 690, 31.0 % less, within one snapshot.',
      counterfactual: 'Would not have fired with at least 700 left.',
    });
    expect(detections[0].factors[0].value).toBeCloseTo(0.31, 12);
  });

  it('does not fire at exactly 30 %, nor for a slow loss', () => {
    expect(lastOf([1_000, 500], [700, 500]).signal).toBe(false);
    expect(lastOf([1_000, 500], [800, 500], [640, 500], [512, 500]).signal).toBe(false);
  });

  it('names the ask, or both with the numbers of the worse side', () => {
    expect(lastOf([1_000, 1_000], [1_000, 100]).detections[0].side).toBe('ask');
    const both = lastOf([1_000, 1_000], [500, 100]).detections;
    expect(both).toHaveLength(1);
    expect(both[0].side).toBe('both');
    expect(both[0].message).toContain('the ask side fell from 1000 to 100');
  });

  it('needs a row before with something in it', () => {
    expect(lastOf([0, 0]).signal).toBe(false);
    expect(lastOf([0, 0], [0, 0]).signal).toBe(false);
    const driver = new ViewDriver('seed', new DepthShockDetector());
    driver.show(bookRow(ladder(100, -1, [100]), ladder(101, 1, [100])));
    driver.forget();
    expect(driver.show(bookRow(ladder(100, -1, [1]), ladder(101, 1, [1]))).signal).toBe(false);
  });
});
