import { bookRow } from '../../../../test/support/book-row.js';
import { ViewDriver, type Observation } from '../../../../test/support/book-view.js';
import { WideSpreadDetector } from './wide-spread.detector.js';

function lastOf(...touches: [bid: number, ask: number][]): Observation {
  const driver = new ViewDriver('seed', new WideSpreadDetector());
  const seen = touches.map(([bid, ask]) => driver.show(bookRow([[bid, 5]], [[ask, 5]])));
  return seen[seen.length - 1];
}

describe('seed WIDE_SPREAD', () => {
  it('fires above 10 % of the mid: 12 around 106', () => {
    expect(lastOf([99, 101], [100, 112]).detections).toEqual([
      expect.objectContaining({
        side: 'ask',
        severity: 'HIGH',
        price: null,
        message: 'Wide spread: 12 around a mid price of 106 is 11.3 %, more than 10 %.',
        counterfactual: 'Would not have fired with a spread of at most 10.6.',
      }),
    ]);
  });

  it('does not fire at exactly 10 %: 10 around 100', () => {
    expect(lastOf([95, 105])).toEqual({ signal: false, detections: [] });
  });

  it('names the side that moved away since the last normal quotes, as long as it is wide', () => {
    expect(lastOf([99, 101], [80, 101]).detections[0].side).toBe('bid');
    expect(lastOf([99, 101], [80, 120]).detections[0].side).toBe('both');
    expect(lastOf([99, 101], [80, 101], [80, 100]).detections[0].side).toBe('bid');
  });

  it('says both where nothing is known of before: first row, after a gap', () => {
    expect(lastOf([80, 120]).detections[0].side).toBe('both');
    const detector = new WideSpreadDetector();
    const driver = new ViewDriver('seed', detector);
    driver.show(bookRow([[99, 5]], [[101, 5]]));
    detector.resetWindows();
    expect(driver.show(bookRow([[80, 5]], [[101, 5]])).detections[0].side).toBe('both');
  });

  it('says nothing of a one-sided book and remembers the quotes before it', () => {
    const driver = new ViewDriver('seed', new WideSpreadDetector());
    driver.show(bookRow([[99, 5]], [[101, 5]]));
    expect(driver.show(bookRow([[99, 5]], [])).signal).toBe(false);
    expect(driver.show(bookRow([[99, 5]], [[150, 5]])).detections[0].side).toBe('ask');
  });
});
