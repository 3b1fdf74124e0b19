import fc from 'fast-check';
import { RowView } from '../../testing/row-view.js';
import { LargeOrder } from './large-order.js';
import { WatchedOrders } from './watched-orders.js';

function orderAt(price: number, bornMicros: number): LargeOrder {
  return new LargeOrder(price, 10, 2, bornMicros, 1, Infinity);
}

/** Takes all of the order away at once. */
function withdraw(order: LargeOrder): void {
  order.fall(10, 0, false, new RowView());
}

describe('WatchedOrders', () => {
  it('forgets the oldest of more than 64', () => {
    const watched = new WatchedOrders();
    for (let tick = 0; tick < 65; tick++) watched.add(orderAt(100 + tick / 100, tick));
    expect(watched.orders.length).toBe(64);
    expect(watched.orders[0].bornMicros).toBe(1);
  });

  const act = fc.oneof(
    fc.record({ kind: fc.constant('add' as const), tick: fc.integer({ min: 0, max: 40 }) }),
    fc.record({ kind: fc.constant('withdraw' as const), tick: fc.integer({ min: 0, max: 40 }) }),
    fc.record({ kind: fc.constant('expire' as const), tick: fc.integer({ min: 0, max: 60 }) }),
  );

  it('never denies an order that stands, and knows an empty price once all are gone', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 120 }), (acts) => {
        const watched = new WatchedOrders();
        let naive: LargeOrder[] = [];
        acts.forEach(({ kind, tick }, now) => {
          const price = 100 + tick / 100;
          if (kind === 'add') {
            const order = orderAt(price, now);
            watched.add(order);
            naive = [...naive, order].slice(-64);
          } else if (kind === 'withdraw') {
            naive.filter((order) => order.price === price).forEach(withdraw);
            watched.dropWithdrawn();
            naive = naive.filter((order) => order.price !== price);
          } else {
            watched.dropBornBefore(now - tick);
            naive = naive.filter(({ bornMicros }) => bornMicros >= now - tick);
          }
          expect(watched.orders).toEqual(naive);
          for (const order of naive) expect(watched.mayStandAt(order.price)).toBe(true);
        });
        watched.dropBornBefore(Infinity);
        for (let tick = 0; tick <= 40; tick++) expect(watched.mayStandAt(100 + tick / 100)).toBe(false);
      }),
      { numRuns: 100, seed: 6 },
    );
  });
});
