import { microsAt } from '../../testing/row-view.js';
import { CALIBRATED_SETTINGS, type CalibratedSettings } from './calibrated-settings.js';
import { LargeOrder } from './large-order.js';
import { suspicion } from './suspicion.js';

interface Life {
  readonly bornAtTouch?: boolean;
  readonly fellAtTouch?: boolean;
  readonly born?: number;
  readonly withdrawn?: number;
  readonly afterMove?: boolean;
  readonly movedShare?: number;
}

const { WITHDRAWAL } = CALIBRATED_SETTINGS;

/** An order of four means that came behind the touch at 0 s and left there a second later, unless told otherwise. */
function order(life: Life = {}, settings: CalibratedSettings['WITHDRAWAL'] = WITHDRAWAL): LargeOrder {
  const { born = 0, withdrawn = 1, bornAtTouch = false } = life;
  const birth = { matchShare: 0.05, relevelled: false, atTouch: bornAtTouch };
  const large = new LargeOrder(100.05, 900, 4, microsAt(born), 1, Infinity, settings, birth);
  large.withdrawnMicros = microsAt(withdrawn);
  large.atTouch = life.fellAtTouch ?? false;
  large.afterMove = life.afterMove ?? false;
  large.movedShare = life.movedShare ?? 0;
  return large;
}

/** By how much orders are less suspicious than their size alone, as ln. */
function discount(...orders: LargeOrder[]): number {
  const means = 4 * orders.length;
  return Math.log(means) - suspicion({ orders, means, prices: orders.length });
}

describe('suspicion', () => {
  it('is ln of the size in local means, where nothing makes the act ordinary', () => {
    expect(suspicion({ orders: [order()], means: 4, prices: 1 })).toBe(Math.log(4));
  });

  it('is 0.25 less where any of the orders fell at the touch', () => {
    expect(discount(order({ fellAtTouch: true }))).toBeCloseTo(0.25, 12);
    expect(discount(order(), order({ fellAtTouch: true }))).toBeCloseTo(0.25, 12);
  });

  it('is 0.5 less where all of them came at the touch', () => {
    expect(discount(order({ bornAtTouch: true }))).toBeCloseTo(0.5, 12);
    expect(discount(order({ bornAtTouch: true }), order({ bornAtTouch: true }))).toBeCloseTo(0.5, 12);
    expect(discount(order({ bornAtTouch: true }), order())).toBeCloseTo(0, 12);
  });

  it('is up to 1 less just after a move of the touch, and nothing where half of the time is just after one', () => {
    expect(discount(order({ afterMove: true }))).toBeCloseTo(1, 12);
    expect(discount(order({ afterMove: true, movedShare: 0.18 }))).toBeCloseTo(1, 12);
    expect(discount(order({ afterMove: true, movedShare: 0.25 }))).toBeCloseTo(Math.log(2), 12);
    expect(discount(order({ afterMove: true, movedShare: 0.5 }))).toBeCloseTo(0, 12);
    expect(discount(order({ afterMove: true, movedShare: 1 }))).toBeCloseTo(0, 12);
    expect(discount(order({ movedShare: 0.25 }))).toBeCloseTo(0, 12);
  });

  it('asks that of the order that left first: its own leaving may move the touch', () => {
    const [first, later] = [order({ withdrawn: 1 }), order({ withdrawn: 1.2, afterMove: true })];
    expect(discount(later, first)).toBeCloseTo(0, 12);
    const followed = order({ withdrawn: 0.9, afterMove: true });
    expect(discount(later, first, followed)).toBeCloseTo(1, 12);
  });

  it.each([
    [2.5, 0],
    [5, 0.4 * Math.log(2)],
    [25, 0.4 * Math.log(10)],
  ])('is 0.4 less per e-fold of a rest beyond 2.5 s: after %p s %p', (seconds, less) => {
    expect(discount(order({ withdrawn: seconds }))).toBeCloseTo(less, 9);
  });

  it.each([
    [0.4, 0],
    [0.2, Math.log(2)],
    [0.1, Math.log(4)],
  ])('is 1 less per e-fold of a rest below 0.4 s: after %p s %p', (seconds, less) => {
    expect(discount(order({ withdrawn: seconds }))).toBeCloseTo(less, 9);
  });

  it('counts a rest long from where a slow feed could show it: the order knows', () => {
    const slow = (): LargeOrder => Object.assign(order({ withdrawn: 18 }), { longRestMicros: 9_000_000 });
    expect(discount(slow())).toBeCloseTo(0.4 * Math.log(2), 9);
  });

  it('measures the longest rest of the orders', () => {
    expect(discount(order({ born: 0.9 }), order({ born: -4 }))).toBeCloseTo(0.4 * Math.log(2), 9);
    expect(discount(order({ born: 0.9 }), order())).toBeCloseTo(0, 12);
  });

  it('adds discounts up', () => {
    const ordinary = order({ bornAtTouch: true, fellAtTouch: true, afterMove: true, withdrawn: 0.2 });
    expect(discount(ordinary)).toBeCloseTo(1.75 + Math.log(2), 9);
  });

  it('is a number for an order that came and left in one microsecond, even where no discount is set for it', () => {
    expect(suspicion({ orders: [order({ withdrawn: 0 })], means: 4, prices: 1 })).toBeLessThan(-10);
    const none = order({ withdrawn: 0 }, { ...WITHDRAWAL, shortRestDiscount: 0 });
    expect(discount(none)).toBe(0);
  });
});
