import { type Side } from '@genesis/market';
import { BookTimeline } from '../../testing/book-timeline.js';
import { secondsAt } from '../../testing/row-view.js';
import { watchCalibrated } from '../../testing/watch-calibrated.js';

/** Ten ticks one way from `from` on, a tick each `stepSeconds`; back by `back` ticks from `turn` on. */
interface Script {
  readonly from?: number;
  readonly way?: 1 | -1;
  readonly stepSeconds?: number;
  readonly turn?: number;
  readonly back?: number;
  readonly side?: Side;
}

function run(timeline: BookTimeline, script: Script = {}): BookTimeline {
  const { from = 30, way = 1, stepSeconds = 0.1, turn = from + 1.5, back = 9, side = 'both' } = script;
  return timeline
    .repeat(from, stepSeconds, 10, (book) => book.move(way, side))
    .repeat(turn, 0.1, back, (book) => book.move(-way, side));
}

function raised(timeline: BookTimeline): string[] {
  return watchCalibrated(timeline, 75)
    .of('MOMENTUM_IGNITION')
    .map(({ side, tsMicros }) => `${side} ${secondsAt(tsMicros).toFixed(1)}`);
}

describe('MOMENTUM_IGNITION', () => {
  it('is raised where most of a run of both quotes comes back: the seventh tick of ten', () => {
    // The first tick back is taken at 31.5; at 32.1 seven of ten are back, 65 % are asked for.
    expect(raised(run(new BookTimeline()))).toEqual(['bid 32.1']);
  });

  it('is raised for the other direction alike', () => {
    expect(raised(run(new BookTimeline(), { way: -1 }))).toEqual(['ask 32.1']);
  });

  it('tells the run, what came back, and since when', () => {
    const [found] = watchCalibrated(run(new BookTimeline()), 40).of('MOMENTUM_IGNITION');
    const [size, retraced, time] = found.factors;
    // Nothing moves in the quiet book, so two ticks are a large move, and ten are five of them.
    expect([size.value, size.threshold, retraced.value, time.threshold]).toEqual([5, 1.5, 0.7, 0.5]);
    expect(time.value).toBeGreaterThanOrEqual(0.9);
    expect(found.counterfactual).toContain('for a run within 0.5 s');
    expect(found.message).toMatch(
      /^both best quotes ran up by 0.1 in [\d.]+ s \(5 times a large 2 s move\) and gave back 70 %$/,
    );
    expect(secondsAt(found.fromMicros)).toBeGreaterThanOrEqual(29.9);
    expect(secondsAt(found.fromMicros)).toBeLessThan(30);
  });

  it('is not a move that stays, nor one of which little comes back', () => {
    expect(raised(run(new BookTimeline(), { back: 0 }))).toEqual([]);
    expect(raised(run(new BookTimeline(), { back: 6 }))).toEqual([]);
  });

  it('is not a move of one quote alone', () => {
    expect(raised(run(new BookTimeline(), { side: 'ask' }))).toEqual([]);
    expect(raised(run(new BookTimeline(), { side: 'bid', way: -1 }))).toEqual([]);
  });

  it('is not a small move: it takes 1.5 large ones', () => {
    const ticks = (count: number): BookTimeline => {
      return new BookTimeline()
        .repeat(30, 0.3, count, (book) => book.move(1))
        .repeat(31.5, 0.1, count, (book) => book.move(-1));
    };
    // Two ticks are a large move here, three are 1.5 of them.
    expect(raised(ticks(2))).toEqual([]);
    expect(raised(ticks(3))).toHaveLength(1);
  });

  it('is not the sweep of one order, which takes no time', () => {
    expect(raised(run(new BookTimeline(), { stepSeconds: 0.01 }))).toEqual([]);
    // Ten ticks 0.04 s apart are through after 0.36 s, 0.08 s apart after 0.72 s.
    expect(raised(run(new BookTimeline(), { stepSeconds: 0.04 }))).toEqual([]);
    expect(raised(run(new BookTimeline(), { stepSeconds: 0.08 }))).toHaveLength(1);
  });

  it('is not hidden by a sweep that begins it', () => {
    const timeline = new BookTimeline()
      .repeat(30, 0.01, 6, (book) => book.move(1))
      .repeat(30.2, 0.1, 4, (book) => book.move(-1))
      .repeat(30.7, 0.15, 8, (book) => book.move(1))
      .repeat(32, 0.1, 9, (book) => book.move(-1));
    // Six ticks at once and four back are a sweep; ten in 1.75 s are none, and seven of them are back at 32.6.
    expect(raised(timeline)).toEqual(['bid 32.6']);
  });

  it('is not a slow move', () => {
    expect(raised(run(new BookTimeline(), { stepSeconds: 2, turn: 48.5 }))).toEqual([]);
  });

  it('is not a move that comes back late', () => {
    expect(raised(run(new BookTimeline(), { turn: 37 }))).toEqual([]);
  });

  it('is raised once in ten seconds, once for a run', () => {
    const first = run(new BookTimeline(), { back: 10 });
    expect(raised(run(first, { from: 36, back: 10 }))).toEqual(['bid 32.1']);
    const second = run(new BookTimeline(), { back: 10 });
    expect(raised(run(second, { from: 50, back: 10 }))).toEqual(['bid 32.1', 'bid 52.1']);
  });

  it('is measured by the large moves of the instrument: none where such runs are usual', () => {
    const timeline = new BookTimeline();
    for (let from = 1; from < 68; from += 4) run(timeline, { from, back: 10 });
    expect(raised(timeline).length).toBeLessThanOrEqual(1);
  });

  it('is silent before it is warm', () => {
    const watch = watchCalibrated(run(new BookTimeline(), { from: 24 }), 28);
    expect([watch.of('MOMENTUM_IGNITION'), watch.status('MOMENTUM_IGNITION')?.state]).toEqual([
      [],
      'WARMING_UP',
    ]);
  });

  it('still waits for thirty samples where 300 snapshots came in a burst', () => {
    const timeline = new BookTimeline({ quietSeconds: 2 }).repeat(0, 0.0001, 300, (book) => book.stir());
    expect(watchCalibrated(timeline, 40).status('MOMENTUM_IGNITION')).toEqual({
      state: 'WARMING_UP',
      reason: '0 of 30 samples of the usual move seen',
    });
  });

  it('forgets quotes on a reset', () => {
    const rows = run(new BookTimeline()).rows(40);
    const cut = rows.findIndex(({ values }) => secondsAt(values[0]) > 31.4);
    const watch = watchCalibrated(new BookTimeline(), 0).feed(rows.slice(0, cut));
    watch.detectors.resetWindows();
    expect(watch.feed(rows.slice(cut)).of('MOMENTUM_IGNITION')).toEqual([]);
  });
});
