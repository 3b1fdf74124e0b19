import { BookTimeline } from '../../testing/book-timeline.js';
import { RowView } from '../../testing/row-view.js';
import { InstrumentAnalysis } from './instrument-analysis.js';
import { WithdrawalWatch, type JudgedAct } from './withdrawal-watch.js';

const PRICES = [100.05, 100.06, 100.07];

/** Orders of `quantity` each at so many ask prices, placed at `from` and gone after `rest` seconds. */
function episode(
  timeline: BookTimeline,
  from: number,
  quantity: number,
  prices: number,
  rest = 1,
): BookTimeline {
  const change = (sign: number) => (book: { add(side: 'ask', price: number, quantity: number): unknown }) => {
    PRICES.slice(0, prices).forEach((price, i) => book.add('ask', price, sign * (quantity + i)));
  };
  return timeline.at(from, change(1)).at(from + rest, change(-1));
}

function judged(timeline: BookTimeline, untilSeconds: number): WithdrawalWatch {
  const analysis = new InstrumentAnalysis();
  const watch = new WithdrawalWatch(analysis);
  const view = new RowView();
  for (const { values, trades } of timeline.rows(untilSeconds)) {
    analysis.update(view.show(values, trades));
    watch.update(view);
    analysis.learn(view);
  }
  return watch;
}

function spoofingOf(timeline: BookTimeline, untilSeconds = 40): JudgedAct | undefined {
  return judged(timeline, untilSeconds).spoofing[0];
}

describe('WithdrawalWatch', () => {
  it('sends acts at one or two prices to SPOOFING, at three to LAYERING', () => {
    const counts = [1, 2, 3].map((prices) => {
      const { spoofing, layering } = judged(episode(new BookTimeline(), 30, 700, prices), 40);
      return [spoofing.length, layering.length];
    });
    expect(counts).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
  });

  it('asks SPOOFING for 2 means of a level, LAYERING for 4.5', () => {
    const means = judged(new BookTimeline(), 29.9).analysis.ask.baseline.meanLevel;
    const acts = (share: number, prices: number): number => {
      const watch = judged(episode(new BookTimeline(), 30, Math.round((share * means) / prices), prices), 40);
      return watch.spoofing.length + watch.layering.length;
    };
    expect([acts(1.9, 1), acts(2.1, 1)]).toEqual([0, 1]);
    // Below 1.5 means an order is not followed at all, so three that are make 4.5 in any case.
    expect([acts(4.3, 3), acts(4.7, 3)]).toEqual([0, 1]);
  });

  it('weighs size by rest: long rests and shortest ones count for less', () => {
    const statistic = (rest: number): number => {
      const act = spoofingOf(episode(new BookTimeline(), 30, 2000, 1, rest), 60);
      return (act?.statistic ?? NaN) - Math.log(act?.means ?? NaN);
    };
    expect(statistic(1)).toBeCloseTo(0, 9);
    expect(statistic(4)).toBeCloseTo(0, 9);
    expect(statistic(8)).toBeCloseTo(-0.4 * Math.log(2), 9);
    expect(statistic(1 / 6)).toBeCloseTo(-0.4 * Math.log(2), 4);
  });

  it('counts 0.25 less where the order stood at the touch', () => {
    const timeline = new BookTimeline()
      .at(30, (book) => book.add('ask', 100.01, 2000))
      .at(31, (book) => book.remove('ask', 100.01, 2000));
    const act = spoofingOf(timeline);
    expect((act?.statistic ?? NaN) - Math.log(act?.means ?? NaN)).toBeCloseTo(-0.25, 9);
  });

  it('raises the bar of an instrument that does it all the time, after two acts as strong within minutes', () => {
    const timeline = new BookTimeline();
    // Each weaker than the one before, and of another quantity.
    [1300, 1200, 1100, 1000].forEach((quantity, i) => episode(timeline, 30 + 5 * i, quantity, 1));
    const watch = judged(timeline, 55);
    expect(watch.spoofing.map((act) => act.orders[0].quantity)).toEqual([1300, 1200]);
    expect(watch.spoofing.map((act) => Math.exp(act.requiredLogMeans))).toEqual([
      expect.closeTo(2, 9),
      expect.closeTo(2, 9),
    ]);
  });

  it('shows a stronger act to an instrument with that habit', () => {
    const timeline = new BookTimeline();
    [1300, 1200, 2000].forEach((quantity, i) => episode(timeline, 30 + 5 * i, quantity, 1));
    const [, second, last] = judged(timeline, 55).spoofing;
    expect(last.requiredLogMeans).toBeCloseTo(second.statistic + 0.4, 9);
  });

  it('remembers acts of the warm-up without showing them', () => {
    const timeline = new BookTimeline();
    [1300, 1200, 1100, 1000].forEach((quantity, i) => episode(timeline, 15 + 5 * i, quantity, 1));
    expect(judged(timeline, 40).spoofing).toEqual([]);
    expect(spoofingOf(episode(new BookTimeline(), 15, 1300, 1))).toBeUndefined();
  });

  it('forgets what waits on a reset', () => {
    const watch = judged(episode(new BookTimeline(), 30, 900, 1), 31.5);
    watch.reset();
    watch.advance(Infinity);
    expect(watch.spoofing).toEqual([]);
    const full = judged(episode(new BookTimeline(), 30, 900, 3), 40);
    full.reset();
    expect(full.layering).toEqual([]);
  });
});
