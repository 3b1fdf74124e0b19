import { rowAt } from '../../../../test/support/row-at.js';
import { microsAt, RowView } from '../../testing/row-view.js';
import { LargeOrder } from './large-order.js';
import { actOf, explanationOf } from './withdrawal-acts.js';

interface Withdrawn {
  readonly price?: number;
  readonly means?: number;
  readonly born?: number;
  readonly gone?: number;
  readonly idleSeconds?: number;
}

/** An order of 1,000 that went at once; nothing explains it unless asked for. */
function order({ price = 100.05, means = 5, born = 0, gone = 2, idleSeconds }: Withdrawn = {}): LargeOrder {
  const idleMicros = (idleSeconds ?? Infinity) * 1_000_000;
  const large = new LargeOrder(price, 1000, means, microsAt(born), 1, idleMicros);
  large.withdrawnMicros = microsAt(gone);
  return large;
}

describe('explanationOf', () => {
  it('finds none for an order that was simply taken away', () => {
    expect(explanationOf(order())).toBeNull();
  });

  it('TOO_SHORT: it rested for less than 0.1 s', () => {
    expect(explanationOf(order({ gone: 0.099 }))).toBe('TOO_SHORT');
    expect(explanationOf(order({ gone: 0.1 }))).toBeNull();
  });

  it('REQUOTED: the quantity came back', () => {
    expect(explanationOf(Object.assign(order(), { requoted: true }))).toBe('REQUOTED');
  });

  it('REACHED: the opposite best came to its price', () => {
    expect(explanationOf(Object.assign(order(), { reached: true }))).toBe('REACHED');
  });

  it('EATEN: it went at the touch in more than four updates', () => {
    const fallen = (atTouch: boolean): LargeOrder => {
      const large = new LargeOrder(100.01, 1000, 5, microsAt(0), 1, Infinity);
      const view = new RowView();
      for (let part = 1; part <= 5; part++) {
        large.fall(200, 1000 - 200 * part, atTouch, view.show(rowAt(1 + part / 20, [], [])));
      }
      return large;
    };
    expect(explanationOf(fallen(true))).toBe('EATEN');
    expect(explanationOf(fallen(false))).toBeNull();
  });

  it('TRADED: at least half of it traded', () => {
    expect(explanationOf(Object.assign(order(), { traded: 499 }))).toBeNull();
    expect(explanationOf(Object.assign(order(), { traded: 500 }))).toBe('TRADED');
  });

  it('HABITUAL_QUANTITY: the quantity was added within ten minutes before', () => {
    expect(explanationOf(order({ idleSeconds: 600 }))).toBe('HABITUAL_QUANTITY');
    expect(explanationOf(order({ idleSeconds: 600.1 }))).toBeNull();
  });
});

describe('actOf', () => {
  it('is none where everything is explained', () => {
    expect(actOf([])).toBeNull();
    expect(actOf([order({ gone: 0.05 }), order({ idleSeconds: 1 })])).toBeNull();
  });

  it('sums orders and counts prices, without those that are explained', () => {
    const orders = [
      order({ price: 100.05 }),
      order({ price: 100.06, means: 3 }),
      order({ price: 100.06, means: 2 }),
    ];
    const explained = order({ price: 100.07, idleSeconds: 1 });
    expect(actOf([...orders, explained])).toEqual({ orders, means: 10, prices: 2 });
  });

  it('takes only orders that were born within 2.5 s of each other', () => {
    const early = order({ born: -10, means: 4 });
    const [first, last] = [order({ born: -1, means: 3 }), order({ born: 1.5, means: 2 })];
    expect(actOf([first, early, last])).toEqual({ orders: [first, last], means: 5, prices: 1 });
    expect(actOf([first, early])).toEqual({ orders: [early], means: 4, prices: 1 });
  });
});
