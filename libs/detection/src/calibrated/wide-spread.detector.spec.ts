import { rowAt } from '../../../../test/support/row-at.js';
import { type Detection } from '../detection.js';
import { RowView } from '../../testing/row-view.js';
import { WideSpreadDetector } from './wide-spread.detector.js';

type Quotes = [bid: number, ask: number];

/** What is raised for these best quotes, and at which of them the signal is on. */
function watched(...quotes: Quotes[]): { raised: Detection[]; on: boolean[]; detector: WideSpreadDetector } {
  const detector = new WideSpreadDetector();
  const view = new RowView();
  const raised: Detection[] = [];
  const on = quotes.map(([bid, ask], second) => {
    const bids: [number, number][] = Number.isNaN(bid) ? [] : [[bid, 5]];
    const asks: [number, number][] = Number.isNaN(ask) ? [] : [[ask, 5]];
    return detector.observe(view.show(rowAt(second, bids, asks)), (found) => raised.push(found));
  });
  return { raised, on, detector };
}

function sides(...quotes: Quotes[]): string[] {
  return watched(...quotes).raised.map(({ side }) => side);
}

describe('WIDE_SPREAD', () => {
  it('is raised beyond a tenth of the mid, once', () => {
    // 10 / 100 is not beyond it; 10.2 / 100.1 = 10.19 % is.
    expect(sides([95, 105])).toEqual([]);
    const { raised, on } = watched([99, 101], [95, 105.2], [95, 105.2]);
    expect(on).toEqual([false, true, true]);
    expect(raised).toHaveLength(1);
    expect(raised[0].factors[0]).toMatchObject({ value: 0.102, threshold: 0.1 });
    expect(raised[0].message).toBe('spread of 10.2000 between 95 and 105.2 is 10.2 % of the mid price');
  });

  it('ends at 8 % and can be raised again then', () => {
    // 8.1 / 100.05 = 8.096 %, 8 / 100 = 8 %.
    const { raised, on } = watched([95, 106], [96, 104.1], [95, 106], [96, 104], [95, 106]);
    expect(on).toEqual([true, true, true, false, true]);
    expect(raised).toHaveLength(2);
  });

  it('names the side whose quote moved away', () => {
    expect(sides([99, 101], [99, 112])).toEqual(['ask']);
    expect(sides([99, 101], [88, 101])).toEqual(['bid']);
    expect(sides([99, 101], [94, 106])).toEqual(['both']);
  });

  it('leaves a side out that took less than a fifth of the move', () => {
    // Of 10 the bid moved 2, then 2.1.
    expect(sides([99, 101], [97, 109])).toEqual(['ask']);
    expect(sides([99, 101], [96.9, 108.9])).toEqual(['both']);
  });

  it('names both where nothing narrower was seen, or the other quote moved in', () => {
    expect(sides([95, 106])).toEqual(['both']);
    expect(sides([99, 101], [100, 112])).toEqual(['ask']);
  });

  it('remembers the last quotes of both sides over an empty one', () => {
    expect(sides([99, 101], [99, NaN], [99, 112])).toEqual(['ask']);
    expect(watched([95, 106], [95, NaN]).on).toEqual([true, true]);
  });

  it('watches from the first row on, and forgets on a reset', () => {
    const { detector, raised } = watched([95, 106]);
    expect(detector.status()).toEqual({ state: 'ACTIVE', reason: null });
    detector.resetWindows();
    detector.observe(new RowView().show(rowAt(9, [[95, 5]], [[106, 5]])), (found) => raised.push(found));
    expect(raised).toHaveLength(2);
  });

  it('judges quotes that stand by settings as they are changed', () => {
    const settings = { maxSpreadOfMid: 0.1, exitShare: 0.8 };
    const detector = new WideSpreadDetector(settings);
    const view = new RowView();
    const at = (second: number): boolean =>
      detector.observe(view.show(rowAt(second, [[97, 5]], [[103, 5]])), () => undefined);
    expect(at(0)).toBe(false);
    settings.maxSpreadOfMid = 0.05;
    expect(at(1)).toBe(false);
    detector.retune();
    expect(at(2)).toBe(true);
  });
});
