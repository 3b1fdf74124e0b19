import { ASK_VOLUME, BID_VOLUME, LEVELS } from '@genesis/market';
import { levelsFrom, rowAt } from '../../../../test/support/row-at.js';
import { BookTimeline, type TimelineRow } from '../../testing/book-timeline.js';
import { type QuietBook } from '../../testing/quiet-book.js';
import { RowView, secondsAt } from '../../testing/row-view.js';
import { TimelineWatch } from '../../testing/timeline-watch.js';
import { watchCalibrated } from '../../testing/watch-calibrated.js';
import { createCalibratedProfile } from './create-calibrated-profile.js';
import { HeavyImbalanceDetector } from './heavy-imbalance.detector.js';
import { InstrumentAnalysis } from './instrument-analysis.js';

type Change = (book: QuietBook) => void;

function timelineOf(...script: [seconds: number, change: Change][]): BookTimeline {
  const timeline = new BookTimeline();
  for (const [seconds, change] of script) timeline.at(seconds, change);
  return timeline;
}

function summaryOf(watch: TimelineWatch): string[] {
  return watch.of('HEAVY_IMBALANCE').map(({ side, tsMicros }) => `${side} ${secondsAt(tsMicros)}`);
}

/** The imbalances raised within a minute. */
function raised(...script: [seconds: number, change: Change][]): string[] {
  return summaryOf(watchCalibrated(timelineOf(...script), 60));
}

/**
 * The volumes of a side times `share`. The quiet book's deviation lies below the floor of 0.1, so a factor s is
 * ln s / 0.148 deviations: 3 (raise) at 1.56, 2.1 (watch) at 1.36, 1.5 (exit) at 1.25.
 */
function lean(side: 'bid' | 'ask', share: number): Change {
  return (book) => book.scale(side, share);
}

describe('HEAVY_IMBALANCE', () => {
  it('is raised for the heavy side once it has held for 2 s', () => {
    expect(raised([30, lean('ask', 3)])).toEqual(['ask 32']);
    expect(raised([30, lean('bid', 3)])).toEqual(['bid 32']);
  });

  it('takes a side that thins out for a heavy other side', () => {
    expect(raised([30, lean('ask', 1 / 3)])).toEqual(['bid 32']);
  });

  it('needs no further row to be raised', () => {
    const watch = watchCalibrated(timelineOf([30, lean('ask', 3)]), 30);
    expect(summaryOf(watch.pass(31.75))).toEqual([]);
    expect(summaryOf(watch.pass(32))).toEqual(['ask 32']);
    expect(summaryOf(watch.pass(35))).toHaveLength(1);
  });

  it('is raised beyond 3 deviations', () => {
    expect(raised([30, lean('ask', 1.45)])).toEqual([]);
    expect(raised([30, lean('ask', 1.7)])).toEqual(['ask 32']);
  });

  it('judges the mean over the two seconds: a moment of less does no harm', () => {
    expect(raised([30, lean('ask', 3)], [31, lean('ask', 1.35)], [31.3, lean('ask', 3)])).toEqual(['ask 32']);
    expect(raised([30, lean('ask', 1.6)], [30.4, lean('ask', 1.35)], [33, lean('ask', 1)])).toEqual([]);
  });

  it('is over where the book tips to the other side, and may begin anew', () => {
    const even: Change = (book) => book.scale('ask', 1 / 1.2);
    expect(raised([30, lean('ask', 3)], [31, even])).toEqual([]);
    expect(raised([30, lean('ask', 3)], [31, even], [33, lean('ask', 3)])).toEqual(['ask 35']);
  });

  it('takes a lean that builds up over many seconds for a drift of the market', () => {
    // 1.1 ^ 14 = 3.8 in the end, as in the other tests, but no second brings more than a deviation.
    const drift = Array.from({ length: 14 }, (_, second): [number, Change] => [
      30 + second,
      lean('ask', 1.1 ** (second + 1)),
    ]);
    expect(raised(...drift)).toEqual([]);
  });

  it('sees a sudden lean on top of a slow one', () => {
    const drift = [0, 1, 2, 3, 4].map((second): [number, Change] => [
      30 + second,
      lean('ask', 1.1 ** (second + 1)),
    ]);
    expect(raised(...drift, [40, lean('ask', 4)])).toEqual(['ask 42']);
  });

  it('begins anew where the book tips over to the other side', () => {
    const tip: Change = (book) => book.scale('ask', 1).scale('bid', 3);
    expect(raised([30, lean('ask', 3)], [31, tip])).toEqual(['bid 33']);
  });

  it('is raised once in ten seconds, though the signal is on', () => {
    const script: [number, Change][] = [30, 35, 45].flatMap((at) => [
      [at, lean('ask', 3)],
      [at + 3, lean('ask', 1)],
    ]);
    const watch = watchCalibrated(timelineOf(...script), 60);
    expect(summaryOf(watch)).toEqual(['ask 32', 'ask 47']);
    // The ten quiet rows between the second and the third second of each.
    expect(watch.signals.filter((on) => on.includes('HEAVY_IMBALANCE'))).toHaveLength(30);
  });

  it('tells how far it went and since when', () => {
    const [found] = watchCalibrated(timelineOf([30, lean('ask', 3)]), 40).of('HEAVY_IMBALANCE');
    expect(found.factors[0]).toMatchObject({ name: 'log_imbalance_z', threshold: 3 });
    expect(found.factors[1]).toMatchObject({ name: 'rise_z', threshold: 3 });
    // ln 3 / 0.14826 = 7.4, give or take the quiet book's own unrest.
    for (const { value } of found.factors) expect(Math.abs(value - 7.4)).toBeLessThan(1);
    expect([secondsAt(found.fromMicros), found.fromSequence]).toEqual([30, 301]);
  });

  it('is silent before it is warm, and so is what began then', () => {
    expect(raised([10, lean('ask', 3)], [13, lean('ask', 1)])).toEqual([]);
    const watch = watchCalibrated(timelineOf([10, lean('ask', 3)], [13, lean('ask', 1)]), 29.8);
    expect(watch.signals.flat()).toEqual([]);
  });

  it('forgets an imbalance on its way on a reset', () => {
    const watch = watchCalibrated(timelineOf([30, lean('ask', 3)]), 31);
    watch.detectors.resetWindows();
    expect(summaryOf(watch.pass(40))).toEqual([]);
  });

  it('measures ratios, whatever the unit of volume', () => {
    const rows = timelineOf([30, lean('ask', 3)]).rows(40);
    for (const exponent of [100, -100]) {
      const watch = new TimelineWatch(createCalibratedProfile());
      expect(summaryOf(watch.feed(rows.map((row) => scaled(row, 2 ** exponent))))).toEqual(['ask 32']);
    }
  });

  it('takes a book with an empty side for even', () => {
    const analysis = new InstrumentAnalysis();
    const detector = new HeavyImbalanceDetector(analysis);
    const view = new RowView();
    const raise = jest.fn();
    for (let row = 0; row < 400; row++) {
      const asks = row < 350 ? levelsFrom(100.01, 0.01, [5, 6]) : [];
      analysis.update(view.show(rowAt(row / 10, levelsFrom(100, -0.01, [5 + (row % 2), 6]), asks)));
      detector.advance(view.tsMicros, row, raise);
      detector.observe(view);
    }
    detector.advance(Infinity, 400, raise);
    expect(raise).not.toHaveBeenCalled();
  });
});

function scaled({ values, trades }: TimelineRow, factor: number): TimelineRow {
  const row = values.slice();
  for (const volumes of [BID_VOLUME, ASK_VOLUME]) {
    for (let level = 0; level < LEVELS; level++) row[volumes + level] *= factor;
  }
  return { values: row, trades };
}
