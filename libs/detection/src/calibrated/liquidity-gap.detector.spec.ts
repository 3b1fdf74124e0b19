import { BookTimeline } from '../../testing/book-timeline.js';
import { type QuietBook } from '../../testing/quiet-book.js';
import { secondsAt } from '../../testing/row-view.js';
import { watchCalibrated } from '../../testing/watch-calibrated.js';

type Change = (book: QuietBook) => void;

/** The gaps raised within 45 s. */
function raised(...script: [seconds: number, change: Change][]): string[] {
  return timelineOf(script)
    .of('LIQUIDITY_GAP')
    .map(({ side, tsMicros }) => `${side} ${secondsAt(tsMicros)}`);
}

function timelineOf(script: [seconds: number, change: Change][]): ReturnType<typeof watchCalibrated> {
  const timeline = new BookTimeline();
  for (const [seconds, change] of script) timeline.at(seconds, change);
  return watchCalibrated(timeline, 45);
}

const empty: Change = (book) => book.fix('ask', 100.02, 1);
const refill: Change = (book) => book.release('ask', 100.02);
/** So much stands at the best ask. */
const stands = (volume: number): Change => {
  return (book) => book.fix('ask', 100.02, volume);
};

describe('LIQUIDITY_GAP', () => {
  it('is raised when the volume comes back', () => {
    expect(raised([30, empty], [31, refill])).toEqual(['ask 31']);
    const bid: [number, Change][] = [
      [30, (book) => book.fix('bid', 100, 1)],
      [31, (book) => book.release('bid', 100)],
    ];
    expect(raised(...bid)).toEqual(['bid 31']);
  });

  it('tells the fall, the median and how long it lasted', () => {
    const [gap] = timelineOf([
      [30, empty],
      [31, refill],
    ]).of('LIQUIDITY_GAP');
    const [volume, duration] = gap.factors;
    expect([volume.value, duration.value]).toEqual([1, 1]);
    expect(volume.threshold).toBeCloseTo(0.03 * (volume.baseline ?? NaN), 2);
    expect([secondsAt(gap.fromMicros), gap.fromSequence, secondsAt(gap.eventTimeMicros)]).toEqual([
      30, 301, 31,
    ]);
    expect(gap.message).toMatch(/^best ask fell from \d+ to at most 1 for 1 s \(median [\d.]+\)$/);
  });

  it('names both sides where both were empty', () => {
    const both: Change = (book) => empty(book.fix('bid', 100, 1));
    const back: Change = (book) => refill(book.release('bid', 100));
    expect(raised([30, both], [31, back])).toEqual(['both 31']);
  });

  it('is not where the price moves on: the level was consumed', () => {
    expect(raised([30, empty], [31, (book) => book.move(1).fix('ask', 100.02, 0)])).toEqual([]);
  });

  it('is not for less than 0.6 s', () => {
    expect(raised([30, empty], [30.59, refill])).toEqual([]);
    expect(raised([30, empty], [30.6, refill])).toEqual(['ask 30.6']);
  });

  it('takes a fall to a fortieth, for 0.6 s', () => {
    const fallOf = (times: number): string[] => {
      return raised([0, stands(2 * times)], [30, stands(2)], [30.6, stands(2 * times)]);
    };
    expect(fallOf(39)).toEqual([]);
    expect(fallOf(41)).toEqual(['ask 30.6']);
    // Four times as long makes up for half the fall: ln(20) + ln(4)/2 = ln(40).
    expect(raised([0, stands(82)], [30, stands(4)], [32.4, stands(82)])).toEqual([]);
    expect(raised([0, stands(82)], [30, stands(2)], [30.6, stands(3)], [32.4, stands(82)])).toEqual([
      'ask 32.4',
    ]);
  });

  it('counts for less where another volume comes back: what was withdrawn comes back as it was', () => {
    const refilled = (volume: number): string[] => {
      return raised([0, stands(60)], [30, stands(1)], [30.6, stands(volume)]);
    };
    // ln(60) - ln(134/60)/2 = ln(60/√2.233) is above ln(40), with 136 it is below; so is half of ln(60/26.6) with 26.
    expect([60, 134, 136, 28, 26].map((volume) => refilled(volume).length)).toEqual([1, 1, 0, 1, 0]);
    // The discount is no more than that of another volume by e: 100 times are enough whatever comes back.
    expect(raised([0, stands(100)], [30, stands(1)], [30.6, stands(100_000)])).toEqual(['ask 30.6']);
  });

  it('is not an order that is quoted again and again beside a small one, for 20 s', () => {
    const quoted = (seconds: number): [number, Change][] => [
      [0, stands(60)],
      [seconds, stands(119)],
      [seconds + 0.5, stands(60)],
    ];
    expect(raised(...quoted(10), [30, stands(1)], [31, stands(60)])).toEqual([]);
    expect(raised(...quoted(9.9), [30, stands(1)], [31, stands(60)])).toEqual(['ask 31']);
  });

  it('forgets a quoted order that stays away, without an alert', () => {
    const script: [number, Change][] = [
      [0, stands(60)],
      [29, stands(119)],
      [29.5, stands(60)],
      [30, stands(1)],
    ];
    expect(raised(...script)).toEqual([]);
  });

  it('is raised once where nothing ends it for 5 s', () => {
    expect(raised([30, empty])).toEqual(['ask 35.05']);
    expect(raised([30, empty], [38, refill])).toEqual(['ask 35.05']);
  });

  it('is not where the level is thin by nature', () => {
    const thin: [number, Change] = [0, (book) => book.fix('ask', 100.02, 20)];
    expect(raised(thin, [30, empty], [31, (book) => book.fix('ask', 100.02, 20)])).toEqual([]);
  });

  it('is not for a small order inside the spread', () => {
    const small: Change = (book) => book.add('ask', 100.01, 1);
    expect(raised([30, small], [31, (book) => book.remove('ask', 100.01, 1)])).toEqual([]);
  });

  it('is on while the gap is open', () => {
    const { signals } = timelineOf([
      [30, empty],
      [31, refill],
    ]);
    // The row at 30, ten quiet ones up to 30.95, and the one at 31 that ends it.
    expect(signals.filter((on) => on.includes('LIQUIDITY_GAP'))).toHaveLength(12);
  });

  it('is habit where they come again and again, ever weaker', () => {
    const times = [31, 33, 35, 37];
    // Ever shorter, so ever weaker.
    const script = times.flatMap((at, i): [number, Change][] => [
      [at, empty],
      [at + 1 - i / 10, refill],
    ]);
    expect(raised(...script)).toEqual(['ask 32', 'ask 33.9']);
  });

  it('is silent before it is warm', () => {
    const watch = timelineOf([
      [10, empty],
      [11, refill],
    ]);
    expect(watch.detections).toEqual([]);
    expect(watch.signals.flat()).toEqual([]);
  });

  it('forgets an open gap on a reset', () => {
    const watch = watchCalibrated(new BookTimeline().at(30, empty), 30.2);
    watch.detectors.resetWindows();
    const rest = new BookTimeline().at(30, empty).at(31, refill).rows(40);
    expect(watch.feed(rest.filter(({ values }) => secondsAt(values[0]) > 30.2)).detections).toEqual([]);
  });
});
