import { BookTimeline } from '../../testing/book-timeline.js';
import { type QuietBook } from '../../testing/quiet-book.js';
import { secondsAt } from '../../testing/row-view.js';
import { watchCalibrated } from '../../testing/watch-calibrated.js';

/** An order of 40 at the best ask that comes and goes. */
function flicker(book: QuietBook, index: number): void {
  if (index % 2 === 0) book.add('ask', 100.02, 40);
  else book.remove('ask', 100.02, 40);
}

function raised(timeline: BookTimeline, untilSeconds = 45): string[] {
  return watchCalibrated(timeline, untilSeconds)
    .of('QUOTE_STUFFING')
    .map(({ side, tsMicros }) => `${side} ${secondsAt(tsMicros).toFixed(1)}`);
}

describe('QUOTE_STUFFING', () => {
  it('is raised within the burst in which a side flips between the same states', () => {
    // The feed has ten rows a second; 22 of the flips are states seen before half a second into the burst.
    expect(raised(new BookTimeline().repeat(30, 0.02, 60, flicker))).toEqual(['ask 30.4']);
    const bid = (book: QuietBook, index: number): void => {
      book.fix('bid', 100, index % 2 === 0 ? 300 : 200);
    };
    expect(raised(new BookTimeline().repeat(30, 0.02, 60, bid))).toEqual(['bid 30.4']);
  });

  it('tells the rates', () => {
    const [found] = watchCalibrated(new BookTimeline().repeat(30, 0.02, 60, flicker), 45).of(
      'QUOTE_STUFFING',
    );
    const [rate, share] = found.factors;
    expect(rate.value).toBeGreaterThanOrEqual(rate.threshold);
    expect(rate.threshold).toBeCloseTo(1.7 * (rate.baseline ?? NaN), 2);
    expect(share.value).toBeGreaterThanOrEqual(0.6);
    expect(found.fromSequence).toBe(found.sequence - rate.value);
    expect(secondsAt(found.fromMicros)).toBeCloseTo(secondsAt(found.tsMicros) - 1, 6);
  });

  it('is not a burst of news, which changes the book instead of returning to it', () => {
    const news = (book: QuietBook, index: number): void => {
      if (index % 3 === 2) book.move(1);
      else book.add('ask', 100.02 + (index + 5) / 100, 3 + index);
    };
    expect(raised(new BookTimeline().repeat(30, 0.02, 60, news))).toEqual([]);
  });

  it('is not a flicker at the usual rate of the feed', () => {
    expect(raised(new BookTimeline().repeat(0, 0.02, 2_200, flicker))).toEqual([]);
  });

  it('is not a short burst: it takes twenty returns', () => {
    expect(raised(new BookTimeline().repeat(30, 0.01, 12, flicker))).toEqual([]);
  });

  it('is raised once in five seconds of calm', () => {
    const twice = (second: number): BookTimeline => {
      return new BookTimeline().repeat(30, 0.02, 60, flicker).repeat(second, 0.015, 80, flicker);
    };
    expect(raised(twice(34))).toEqual(['ask 30.4']);
    expect(raised(twice(38))).toHaveLength(2);
  });

  it('is silent before it is warm', () => {
    const watch = watchCalibrated(new BookTimeline().repeat(10, 0.02, 60, flicker), 19);
    expect([watch.detections, watch.signals.flat()]).toEqual([[], []]);
  });

  it('cannot be observed on a feed of one row in three seconds', () => {
    const slow = new BookTimeline({ quietSeconds: 3 }).repeat(1_000, 0.02, 60, flicker);
    const watch = watchCalibrated(slow, 999);
    expect(watch.status('QUOTE_STUFFING')).toEqual({
      state: 'NOT_OBSERVABLE',
      reason: expect.stringMatching(
        /^the feed shows at most 1(\.\d+)? updates a second; a burst cannot be told apart$/,
      ),
    });
    expect(raised(slow, 1_010)).toEqual([]);
  });

  it('cannot be observed on a feed of fixed cadence', () => {
    // The quiet book changes every tenth of a second, whatever happens.
    expect(watchCalibrated(new BookTimeline(), 90).status('QUOTE_STUFFING')).toEqual({
      state: 'NOT_OBSERVABLE',
      reason: 'the feed sends its snapshots at a fixed cadence',
    });
  });

  it('is ACTIVE on a dense feed, WARMING_UP on any young one', () => {
    expect(watchCalibrated(new BookTimeline(), 31).status('QUOTE_STUFFING')?.state).toBe('ACTIVE');
    const young = watchCalibrated(new BookTimeline({ quietSeconds: 3 }), 600);
    expect(young.status('QUOTE_STUFFING')?.state).toBe('WARMING_UP');
  });

  it('counts anew after a reset', () => {
    const rows = new BookTimeline().repeat(30, 0.02, 60, flicker).rows(31);
    const cut = rows.findIndex(({ values }) => secondsAt(values[0]) > 30.3);
    const watch = watchCalibrated(new BookTimeline(), 0).feed(rows.slice(0, cut));
    watch.detectors.resetWindows();
    const [found] = watch.feed(rows.slice(cut)).of('QUOTE_STUFFING');
    expect(secondsAt(found.tsMicros)).toBeGreaterThan(30.6);
  });
});
