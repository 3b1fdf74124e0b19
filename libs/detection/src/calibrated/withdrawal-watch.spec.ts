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

/** By how much the suspicion is less than the size, as ln. */
function discountOf(act: JudgedAct | undefined): number {
  return Math.log(act?.means ?? NaN) - (act?.statistic ?? NaN);
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

  it('asks SPOOFING for 2.2 means of a level, LAYERING for 4.5', () => {
    const means = judged(new BookTimeline(), 29.9).analysis.ask.baseline.meanLevel;
    const acts = (share: number, prices: number): number => {
      const watch = judged(episode(new BookTimeline(), 30, Math.round((share * means) / prices), prices), 40);
      return watch.spoofing.length + watch.layering.length;
    };
    expect([acts(2.1, 1), acts(2.3, 1)]).toEqual([0, 1]);
    // Below 1.5 means an order is not followed at all, so three that are make 4.5 in any case.
    expect([acts(4.3, 3), acts(4.7, 3)]).toEqual([0, 1]);
  });

  it('weighs size by rest: long rests and shortest ones count for less', () => {
    const discount = (rest: number): number => {
      return discountOf(spoofingOf(episode(new BookTimeline(), 30, 2000, 1, rest), 60));
    };
    expect([1, 2.5].map(discount)).toEqual([expect.closeTo(0, 9), expect.closeTo(0, 9)]);
    expect(discount(5)).toBeCloseTo(0.4 * Math.log(2), 9);
    expect(discount(0.2)).toBeCloseTo(Math.log(2), 9);
  });

  it('counts 0.75 less where the order came and went at the touch, 0.25 less where it only went there', () => {
    const from = (seconds: number): BookTimeline => {
      return new BookTimeline()
        .at(30, (book) => book.add('ask', 100.02, 3000))
        .at(29, (book) => book.add('ask', 100.01, 50))
        .at(seconds, (book) => book.remove('ask', 100.01, 50))
        .at(31, (book) => book.remove('ask', 100.02, 3000));
    };
    expect(discountOf(spoofingOf(from(29.5)))).toBeCloseTo(0.75, 9);
    expect(discountOf(spoofingOf(from(30.5)))).toBeCloseTo(0.25, 9);
    expect(discountOf(spoofingOf(from(31.5)))).toBeCloseTo(0, 9);
  });

  it('counts less where the touch had moved a row before, by the share of the time that it had not', () => {
    const timeline = episode(new BookTimeline(), 30, 3000, 1).at(30.95, (book) => book.move(1));
    const act = spoofingOf(timeline);
    // Hardly any of the minute was just after a move.
    expect(discountOf(act)).toBeCloseTo(1 - (act?.orders[0].movedShare ?? NaN), 9);
    expect(act?.orders[0].movedShare).toBeLessThan(0.01);
  });

  it('takes two large orders that come in one row with many others for a book that moves, three for LAYERING', () => {
    const crowd = (prices: number): BookTimeline => {
      const others = [100.03, 100.04, 100.08, 100.09].slice(0, 7 - prices);
      return episode(new BookTimeline(), 30, 1500, prices).at(30, (book) => {
        for (const price of others) book.add('ask', price, 20);
      });
    };
    const counts = [2, 3].map((prices) => {
      const { spoofing, layering } = judged(crowd(prices), 40);
      return [spoofing.length, layering.length];
    });
    expect(counts).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  it('asks for more where large orders are withdrawn all the time', () => {
    const timeline = new BookTimeline();
    // Each of another quantity, the last within a minute and a half.
    Array.from({ length: 12 }, (_, i) => episode(timeline, 30 + 5 * i, 1300 - 10 * i, 1));
    const { spoofing } = judged(timeline, 95);
    // The first comes to an instrument that has shown nothing yet.
    expect(Math.exp(spoofing[0].rarity.required)).toBeCloseTo(2.2, 9);
    const bars = spoofing.map(({ rarity }) => rarity.required);
    expect(bars).toEqual([...bars].sort((a, b) => a - b));
    expect(spoofing.length).toBeLessThan(12);
  });

  it('shows the second act, and a third as strong, within minutes', () => {
    const timeline = new BookTimeline();
    [1300, 1200, 1250].forEach((quantity, i) => episode(timeline, 30 + 5 * i, quantity, 1));
    expect(judged(timeline, 55).spoofing).toHaveLength(3);
  });

  it('counts every withdrawal of large orders against acts of several, and the other way round', () => {
    const timeline = new BookTimeline();
    Array.from({ length: 6 }, (_, i) => episode(timeline, 30 + 5 * i, 800 - 10 * i, 1));
    const [act] = judged(episode(timeline, 65, 1500, 3), 80).layering;
    expect(act.rarity.perHour).toBeGreaterThan(30);
    expect(act.rarity.required).toBeGreaterThan(Math.log(3.3));
  });

  it('remembers acts of the warm-up without showing them', () => {
    const timeline = new BookTimeline();
    [1300, 1200, 1100].forEach((quantity, i) => episode(timeline, 13 + 5 * i, quantity, 1));
    expect(judged(timeline, 40).spoofing).toEqual([]);
    const [act] = judged(episode(timeline, 40, 2000, 1), 50).spoofing;
    // Three and the expected one in four minutes and 41 s.
    expect(act.rarity.perHour).toBeCloseTo((4 / 281) * 3600, 1);
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
