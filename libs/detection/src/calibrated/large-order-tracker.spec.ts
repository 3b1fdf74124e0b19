import { type Level, levelsFrom, rowAt } from '../../../../test/support/row-at.js';
import { microsAt, RowView, type ShownTrade } from '../../testing/row-view.js';
import { InstrumentAnalysis } from './instrument-analysis.js';
import { type LargeOrder } from './large-order.js';
import { LargeOrderTracker } from './large-order-tracker.js';

const TEN = Array<number>(10).fill(100);
const BIDS = levelsFrom(100, -0.01, TEN);

/** The ask side under watch: levels of 100 from 100.01 on, ten of them in view, so that orders from 150 on are followed. */
class WatchedAsks {
  readonly analysis = new InstrumentAnalysis();
  readonly tracker = new LargeOrderTracker(this.analysis.ask);
  readonly #view = new RowView();
  readonly #levels = new Map([...levelsFrom(100.01, 0.01, TEN), ...levelsFrom(100.11, 0.01, TEN)]);
  bids: readonly Level[] = BIDS;

  /** `gapSeconds` between the first two rows sets the pace of the feed. */
  constructor(gapSeconds = 0.05) {
    this.at(-gapSeconds).at(0);
  }

  /** At `seconds` the volumes at these prices change by so much. */
  at(seconds: number, changes: readonly Level[] = [], trades: readonly ShownTrade[] = []): this {
    for (const [price, change] of changes) {
      this.#levels.set(price, (this.#levels.get(price) ?? 0) + change);
    }
    const asks = [...this.#levels].filter(([, volume]) => volume > 0).sort(([a], [b]) => a - b);
    this.analysis.update(this.#view.show(rowAt(seconds, this.bids, asks.slice(0, 10)), trades));
    this.tracker.update(this.#view);
    this.analysis.learn(this.#view);
    return this;
  }

  /** Everything that can be judged at `seconds`. */
  due(seconds = Infinity): LargeOrder[] {
    return this.tracker.dueMicros <= microsAt(seconds) && this.tracker.pending.length > 0
      ? this.tracker.takeDue()
      : [];
  }
}

function back(levels: readonly Level[]): Level[] {
  return levels.map(([price, volume]) => [price, -volume]);
}

/** Bids with so high a best price. */
function bidsFrom(price: number): Level[] {
  return [[price, 40], ...BIDS.slice(0, 9)];
}

/** An order that stood for a second at this price and went at 2 s, and the best two prices consumed a moment later. */
function reachable(price: number): WatchedAsks {
  const asks = new WatchedAsks().at(1, [[price, 300]]).at(2, [[price, -300]]);
  return asks.at(2.2, [
    [100.01, -100],
    [100.02, -100],
  ]);
}

describe('LargeOrderTracker', () => {
  it('follows an order of at least 1.5 means of a level from placing to withdrawal', () => {
    const asks = new WatchedAsks().at(1, [[100.05, 300]]).at(2, [[100.05, -300]]);
    expect(asks.due()).toMatchObject([
      {
        price: 100.05,
        quantity: 300,
        bornMicros: microsAt(1),
        bornSequence: 3,
        withdrawnMicros: microsAt(2),
        withdrawnSequence: 4,
        quantityIdleMicros: Infinity,
      },
    ]);
  });

  it('measures it in means of a level before it came', () => {
    expect(
      new WatchedAsks()
        .at(1, [[100.05, 300]])
        .at(2, [[100.05, -300]])
        .due()[0].means,
    ).toBe(3);
  });

  it('does not follow an order of less', () => {
    expect(
      new WatchedAsks()
        .at(1, [[100.05, 149]])
        .at(2, [[100.05, -149]])
        .due(),
    ).toEqual([]);
    expect(
      new WatchedAsks()
        .at(1, [[100.05, 150]])
        .at(2, [[100.05, -150]])
        .due(),
    ).toHaveLength(1);
  });

  it('follows none while nothing is known of the usual volume', () => {
    const asks = new WatchedAsks();
    asks.analysis.ask.baseline.meanLevel = NaN;
    expect(
      asks
        .at(1, [[100.05, 900]])
        .at(2, [[100.05, -900]])
        .due(),
    ).toEqual([]);
  });

  it('hands it over a second after it went', () => {
    const asks = new WatchedAsks().at(1, [[100.05, 300]]).at(2, [[100.05, -300]]);
    expect(asks.due(2.999)).toEqual([]);
    expect(asks.due(3)).toHaveLength(1);
    expect(asks.due()).toEqual([]);
  });

  it('hands over what went within 0.35 s as one act, and the rest apart', () => {
    const asks = new WatchedAsks()
      .at(1, [
        [100.04, 300],
        [100.05, 400],
        [100.06, 500],
      ])
      .at(2, [[100.04, -300]])
      .at(2.35, [[100.05, -400]])
      .at(2.36, [[100.06, -500]]);
    expect(asks.due().map((order) => order.quantity)).toEqual([300, 400]);
    expect(asks.due().map((order) => order.quantity)).toEqual([500]);
  });

  it('says what was withdrawn around a time, judged or not', () => {
    const asks = new WatchedAsks()
      .at(1, [
        [100.04, 300],
        [100.05, 400],
        [100.06, 500],
      ])
      .at(2, [[100.04, -300]])
      .at(2.5, [[100.05, -400]])
      .at(2.8, [[100.06, -500]]);
    asks.due();
    const around = (seconds: number): number[] => {
      return asks.tracker.withdrawnAround(microsAt(seconds)).map((order) => order.quantity);
    };
    expect(around(2.3)).toEqual([300, 400]);
    expect(around(2.6)).toEqual([400, 500]);
    expect(around(3.5)).toEqual([]);
  });

  it.each([
    ['at another price', [[100.03, 300]]],
    ['at the same price', [[100.05, 300]]],
    ['within 6 %', [[100.08, 318]]],
  ] as [string, Level[]][])('notes that its quantity came back %s', (_where, back) => {
    const asks = new WatchedAsks().at(1, [[100.05, 300]]).at(2, [[100.05, -300]]);
    expect(asks.at(2.9, back).due()[0].requoted).toBe(true);
  });

  it('takes another quantity for another order', () => {
    const asks = new WatchedAsks().at(1, [[100.05, 300]]).at(2, [[100.05, -300]]);
    expect(asks.at(2.5, [[100.03, 320]]).due()[0].requoted).toBe(false);
  });

  it.each([100.03, 100.08])('notes that it came back in the very row in which it went, at %p', (price) => {
    const asks = new WatchedAsks().at(1, [[100.05, 300]]);
    asks.at(2, [
      [100.05, -300],
      [price, 300],
    ]);
    expect(asks.due()[0].requoted).toBe(true);
  });

  it('notes that the opposite best reached its price, though its own side did not change then', () => {
    const asks = reachable(100.02);
    expect(asks.tracker.pending[0].reached).toBe(false);
    asks.bids = bidsFrom(100.02);
    expect(asks.at(2.3).due()[0].reached).toBe(true);
  });

  it('takes 0.3 s for it where the order stood behind others, any time where it stood at the touch', () => {
    const late = (price: number, seconds: number): boolean => {
      const asks = reachable(price);
      asks.bids = bidsFrom(100.02);
      return asks.at(seconds).due()[0].reached;
    };
    expect([late(100.02, 2.31), late(100.01, 2.31), late(100.01, 2.99)]).toEqual([false, true, true]);
  });

  it('is not reached by a side that empties', () => {
    const asks = reachable(100.02);
    asks.bids = [];
    expect(asks.at(2.3).due()[0].reached).toBe(false);
  });

  it('takes the time of a row for it where that is longer', () => {
    const reachedAt = (seconds: number): boolean => {
      const asks = new WatchedAsks(3).at(3, [[100.02, 300]]).at(6, [[100.02, -300]]);
      asks.bids = bidsFrom(100.02);
      const consumed: Level[] = [
        [100.01, -100],
        [100.02, -100],
      ];
      return asks.at(seconds, consumed).due()[0].reached;
    };
    expect([8.5, 9, 9.5].map(reachedAt)).toEqual([true, true, true]);
  });

  it('sums what traded at its price as it fell', () => {
    const asks = new WatchedAsks().at(1, [[100.05, 300]]);
    asks.at(1.9, [[100.05, -100]], [{ price: 100.05, size: 100 }]);
    asks.at(
      2,
      [[100.05, -200]],
      [
        { price: 100.05, size: 60 },
        { price: 100.04, size: 999 },
      ],
    );
    expect(asks.due()[0].traded).toBe(160);
  });

  it('knows when the quantity was added before', () => {
    const asks = new WatchedAsks()
      .at(1, [[100.05, 300]])
      .at(1.5, [[100.05, -300]])
      .at(10, [[100.08, 300]])
      .at(11, [[100.08, -300]]);
    expect(asks.due(5)[0].quantityIdleMicros).toBe(Infinity);
    expect(asks.due()[0].quantityIdleMicros).toBe(9_000_000);
  });

  it('gives up an order after a minute, when others come', () => {
    const asks = new WatchedAsks().at(1, [[100.05, 300]]);
    asks.at(61.1, [[100.07, 400]]).at(62, [[100.05, -300]]);
    expect(asks.due()).toEqual([]);
  });

  it('concludes nothing from an order that scrolls out of view, and knows it again', () => {
    const asks = new WatchedAsks().at(1, [[100.1, 300]]);
    asks.at(2, [[100, 50]]);
    expect(asks.due()).toEqual([]);
    asks.at(3, [[100, -50]]).at(4, [[100.1, -300]]);
    expect(asks.due()).toMatchObject([{ quantity: 300, withdrawnMicros: microsAt(4) }]);
  });

  it('sees no order born in a book that moves to other volumes at six prices', () => {
    const six = levelsFrom(100.01, 0.01, Array<number>(6).fill(300));
    const five = six.slice(1);
    expect(new WatchedAsks().at(1, six).at(2, back(six)).due()).toEqual([]);
    expect(new WatchedAsks().at(1, five).at(2, back(five)).due()).toHaveLength(5);
  });

  it('takes an order for moved whose quantity was quoted elsewhere just before it left, and stays', () => {
    const moved = (): WatchedAsks => new WatchedAsks().at(1, [[100.05, 300]]).at(3, [[100.07, 303]]);
    expect(
      moved()
        .at(3.5, [[100.05, -300]])
        .due(),
    ).toMatchObject([{ price: 100.05, requoted: true }]);
    expect(
      moved()
        .at(4.5, [[100.05, -300]])
        .due(),
    ).toMatchObject([{ requoted: false }]);
    const both = moved()
      .at(3.5, [[100.05, -300]])
      .at(3.6, [[100.07, -303]]);
    expect(both.due()).toMatchObject([{ requoted: false }, { requoted: false }]);
  });

  it('flags orders that are born so on a conflated feed, where a row may bring several', () => {
    const six = levelsFrom(100.01, 0.01, Array<number>(6).fill(300));
    const due = new WatchedAsks(3).at(3, six).at(6, back(six)).due();
    expect(due).toHaveLength(6);
    expect(due.every(({ relevelled }) => relevelled)).toBe(true);
    // Less than three rows of three seconds are no long rest there.
    expect(due[0].longRestMicros).toBe(9_000_000);
  });

  it.each([
    ['a twentieth on a calm side', 0, 286, 285],
    ['a fifth where a level usually changes by that much', 60, 241, 239],
    ['35 % at the most', 900, 196, 194],
  ])('takes a quantity of 300 for the same within %s', (_share, usual, same, other) => {
    const withdrawn = (quantity: number): number => {
      const asks = new WatchedAsks();
      asks.analysis.ask.churn.levelChange = usual;
      asks.at(1, [[100.05, 300]]);
      return asks.at(2, [[100.05, -quantity]]).due().length;
    };
    expect([withdrawn(same), withdrawn(other - 1)]).toEqual([1, 0]);
  });

  it('sees a book that moves only where twice as many prices change as usual', () => {
    const born = (prices: number): number => {
      const asks = new WatchedAsks();
      asks.analysis.ask.churn.changes = 4;
      const volumes = levelsFrom(100.01, 0.01, Array<number>(prices).fill(300));
      return asks.at(1, volumes).at(2, back(volumes)).due().length;
    };
    expect([born(7), born(8)]).toEqual([7, 0]);
  });

  it('sees one in a row of a conflated feed where the side loses a quarter of what it gains', () => {
    const born = (lost: number): number => {
      const asks = new WatchedAsks(3);
      const gains = levelsFrom(100.01, 0.01, Array<number>(4).fill(300));
      // Two other levels lose what makes a quarter of 1200, or less.
      const losses: Level[] = [
        [100.06, -lost],
        [100.07, -lost],
        [100.08, -lost],
        [100.09, -lost],
      ];
      return asks
        .at(3, [...gains, ...losses])
        .at(6, back(gains))
        .due().length;
    };
    expect([born(74), born(75)]).toEqual([4, 0]);
  });

  it('says whether the touch had moved within a tenth of a second before the order went', () => {
    const order = (movedAt: number): LargeOrder => {
      const asks = new WatchedAsks().at(1, [[100.05, 300]]).at(movedAt, [[100.01, -100]]);
      return asks.at(2, [[100.05, -300]]).due()[0];
    };
    expect([1.89, 1.91].map((seconds) => order(seconds).afterMove)).toEqual([false, true]);
    // How much of the time that is so is learnt as time passes: 0.09 s of about 60 s.
    expect(order(1.91).movedShare).toBe(0);
  });

  it('takes the row before for a moment on a conflated feed, and no more', () => {
    const afterMove = (movedAt: number, goneAt: number): boolean => {
      const asks = new WatchedAsks(3).at(3, [[100.05, 300]]).at(movedAt, [[100.01, -100]]);
      if (goneAt > 9.5) asks.at(9);
      return asks.at(goneAt, [[100.05, -300]]).due()[0].afterMove;
    };
    expect([afterMove(6, 9), afterMove(6, 9.4), afterMove(6, 12)]).toEqual([true, true, false]);
  });

  it('does not count a move of the touch in the very row in which the order goes', () => {
    const asks = new WatchedAsks().at(1, [[100.05, 300]]);
    asks.at(2, [
      [100.01, -100],
      [100.05, -300],
    ]);
    expect(asks.due()[0].afterMove).toBe(false);
  });

  it('keeps how much of the time the touch had just moved, as it was when the order went', () => {
    const asks = new WatchedAsks().at(1, [[100.05, 300]]);
    asks.analysis.ask.churn.movedShare = 0.25;
    asks.at(2, [[100.05, -300]]).at(2.5, [[100.01, -100]]);
    expect(asks.due()[0].movedShare).toBe(0.25);
  });

  it('knows an order that came at the best price from one that came behind it', () => {
    const born = (price: number): boolean => {
      return new WatchedAsks()
        .at(1, [[price, 300]])
        .at(2, [[price, -300]])
        .due()[0].bornAtTouch;
    };
    expect([100.01, 100.02].map(born)).toEqual([true, false]);
  });

  it('watches 64 orders at most and lets the oldest go', () => {
    const asks = new WatchedAsks().at(1, [[100.05, 1000]]);
    for (let i = 0; i < 64; i++) asks.at(2 + i / 100, [[100.07, 2000 + 200 * i]]);
    expect(asks.at(3, [[100.05, -1000]]).due()).toEqual([]);
  });

  it('forgets everything on a reset', () => {
    const asks = new WatchedAsks()
      .at(1, [
        [100.05, 300],
        [100.06, 400],
      ])
      .at(2, [[100.05, -300]]);
    asks.tracker.reset();
    expect(asks.tracker.withdrawnAround(microsAt(2))).toEqual([]);
    expect(asks.at(3, [[100.06, -400]]).due()).toEqual([]);
  });

  it.each([
    [100.05, true],
    [100.04, false],
  ])('compares the opposite best of %p with what still waits, not with what was judged', (bid, reached) => {
    const asks = new WatchedAsks()
      .at(1, [
        [100.02, 300],
        [100.05, 400],
      ])
      .at(2, [[100.02, -300]])
      .at(2.5, [[100.05, -400]]);
    expect(asks.due(3)).toHaveLength(1);
    asks.bids = bidsFrom(bid);
    asks.at(2.6, [
      [100.01, -100],
      [100.02, -100],
      [100.03, -100],
      [100.04, -100],
      [100.05, bid === 100.05 ? -100 : 0],
    ]);
    expect(asks.due()).toMatchObject([{ price: 100.05, reached }]);
  });
});
