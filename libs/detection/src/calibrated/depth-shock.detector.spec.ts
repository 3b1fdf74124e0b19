import { BookTimeline } from '../../testing/book-timeline.js';
import { type QuietBook } from '../../testing/quiet-book.js';
import { levelsFrom, rowAt } from '../../../../test/support/row-at.js';
import { RowView, secondsAt } from '../../testing/row-view.js';
import { type TimelineWatch } from '../../testing/timeline-watch.js';
import { watchCalibrated } from '../../testing/watch-calibrated.js';

import { DepthShockDetector } from './depth-shock.detector.js';
import { InstrumentAnalysis } from './instrument-analysis.js';

type Change = (book: QuietBook) => void;

function watchOf(...script: [seconds: number, change: Change][]): TimelineWatch {
  const timeline = new BookTimeline();
  for (const [seconds, change] of script) timeline.at(seconds, change);
  return watchCalibrated(timeline, 60);
}

/** The shocks raised within a minute. */
function raised(...script: [seconds: number, change: Change][]): string[] {
  return watchOf(...script)
    .of('DEPTH_SHOCK')
    .map(({ side, tsMicros }) => `${side} ${secondsAt(tsMicros)}`);
}

const thin: Change = (book) => book.scale('ask', 0.4);
const restore: Change = (book) => book.scale('ask', 1);

/** Every seven seconds from 31 on so many levels fall to this share, for two seconds. */
function shocks(...falls: [levels: number, share: number][]): [seconds: number, change: Change][] {
  return falls.flatMap(([levels, share], i): [number, Change][] => [
    [31 + 7 * i, (book) => book.scale('ask', (level) => (level < levels ? share : 1))],
    [33 + 7 * i, restore],
  ]);
}

describe('DEPTH_SHOCK', () => {
  it('is raised on the row at which most levels of a side lose volume', () => {
    expect(raised([30, thin])).toEqual(['ask 30']);
    expect(raised([30, (book) => book.scale('bid', (level) => (level % 4 === 0 ? 1 : 0.4))])).toEqual([
      'bid 30',
    ]);
  });

  it('tells loss, breadth and the row before as its beginning', () => {
    const [shock] = watchOf([30, thin]).of('DEPTH_SHOCK');
    const [drop, breadth] = shock.factors;
    expect(drop.value).toBeCloseTo(0.6, 1);
    expect(breadth.value).toBe(1);
    expect([shock.fromSequence, shock.sequence]).toEqual([300, 301]);
    expect(shock.message).toMatch(
      /^the ask side lost (59|60|61) % of the volume over the prices in view, 10 of 10 levels shrank at once$/,
    );
  });

  it('names both sides where both fall at once', () => {
    const both: Change = (book) => book.scale('ask', 0.4).scale('bid', 0.5);
    expect(raised([30, both])).toEqual(['both 30']);
    expect(watchOf([30, both]).of('DEPTH_SHOCK')[0].message).toMatch(/^both sides lost /);
  });

  it('is none where the other side gains half as much: the book leans', () => {
    const lean =
      (gain: number): Change =>
      (book) =>
        book.scale('ask', 0.4).scale('bid', 1 + gain);
    expect(raised([30, lean(0.25)])).toEqual(['ask 30']);
    expect(raised([30, lean(0.35)])).toEqual([]);
  });

  it('is none where one large order leaves', () => {
    const order: [number, Change][] = [
      [20, (book) => book.add('ask', 100.02, 9000)],
      [30, (book) => book.remove('ask', 100.02, 9000)],
    ];
    expect(raised(...order)).toEqual([]);
  });

  it('is none where the book moves to other prices', () => {
    expect(raised([30, (book) => book.move(3)], [31, (book) => book.move(-3)])).toEqual([]);
  });

  it('is raised once in five seconds', () => {
    const again: Change = (book) => book.scale('ask', 0.1);
    expect(raised([30, thin], [34.9, again])).toEqual(['ask 30']);
    expect(raised([30, thin], [35, again])).toEqual(['ask 30', 'ask 35']);
  });

  it('is habit after two stronger ones within minutes', () => {
    // Strength is breadth and half the loss: some 0.8 + 0.28, 0.7 + 0.25, then 0.7 + 0.2, below what the second asks for.
    const script = shocks([8, 0.3], [7, 0.3], [7, 0.4]);
    expect(raised(...script)).toEqual(['ask 31', 'ask 38']);
  });

  it('is shown four times in half a minute where each is strong', () => {
    const script = shocks([10, 0.2], [10, 0.25], [10, 0.3], [10, 0.45]);
    expect(raised(...script)).toEqual(['ask 31', 'ask 38', 'ask 45', 'ask 52']);
  });

  it('cannot be observed on a feed of five levels', () => {
    const analysis = new InstrumentAnalysis();
    const detector = new DepthShockDetector(analysis);
    const view = new RowView();
    const sizes = [5, 6, 7, 8, 9];
    for (let row = 0; row < 400; row++) {
      analysis.update(
        view.show(rowAt(row / 10, levelsFrom(100, -0.01, sizes), levelsFrom(100.01, 0.01, sizes))),
      );
      analysis.learn(view);
    }
    expect(detector.status()).toEqual({
      state: 'NOT_OBSERVABLE',
      reason: 'the feed shows 5 levels a side; breadth needs 6',
    });
  });

  it('is silent before it is warm', () => {
    const watch = watchOf([10, thin], [11, restore]);
    expect([watch.of('DEPTH_SHOCK'), watch.signals.slice(0, 299).flat()]).toEqual([[], []]);
  });

  it('forgets a shock on its way on a reset', () => {
    const half = (from: number): Change => {
      return (book) => book.scale('ask', (level) => (level < from ? 0.4 : 1));
    };
    const script: [number, Change][] = [
      [30, half(5)],
      [30.3, half(10)],
    ];
    expect(raised(...script)).toEqual(['ask 30.3']);
    const rows = new BookTimeline().at(30, half(5)).at(30.3, half(10)).rows(40);
    const cut = rows.findIndex(({ values }) => secondsAt(values[0]) > 30.2);
    const watch = watchCalibrated(new BookTimeline().at(30, half(5)), 30.2);
    watch.detectors.resetWindows();
    expect(watch.feed(rows.slice(cut)).of('DEPTH_SHOCK')).toEqual([]);
  });
});
