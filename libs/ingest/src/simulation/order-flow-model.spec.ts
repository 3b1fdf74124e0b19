import { MICROS_PER_SECOND, seededRandom } from '@genesis/market';
import { DecimalGrid } from './decimal-grid.js';
import { FLOW_CONSTANTS, type FlowKind, OrderFlowModel } from './order-flow-model.js';
import { OrderSizes } from './order-sizes.js';
import { MarketMood } from './phases.js';
import { SimulatedBook } from './simulated-book.js';

const OPENING = 20_000;
const { k, alpha, mu, theta, farthestTicks } = FLOW_CONSTANTS;
const arrivals = Array.from({ length: farthestTicks }, (_, i) => k * (i + 1) ** -alpha);
const perSide = arrivals.reduce((sum, rate) => sum + rate, 0);

function openMarket(seed = 1): { flow: OrderFlowModel; book: SimulatedBook; mood: MarketMood } {
  const random = seededRandom(seed);
  const sizes = new OrderSizes({ medianOrderLots: 100, sizeSigma: 0.6, roundLots: 10 }, random);
  const book = new SimulatedBook(OPENING, sizes, new DecimalGrid(0.01), new DecimalGrid(1));
  const mood = new MarketMood(0, random);
  const flow = new OrderFlowModel(book, mood, random, 10);
  flow.openBook(OPENING);
  return { flow, book, mood };
}

describe('OrderFlowModel', () => {
  it('opens with λ(i)/θ orders at distance i from the opposite best', () => {
    const { book } = openMarket();
    expect([book.bid.bestTick, book.ask.bestTick]).toEqual([OPENING, OPENING + 1]);
    for (const distance of [1, 2, 10, 24]) {
      const orders = Math.round((k * distance ** -alpha) / theta);
      expect(book.ask.ordersAt(OPENING + distance)).toBe(orders);
      expect(book.bid.ordersAt(OPENING + 1 - distance)).toBe(orders);
    }
  });

  it('lets limit orders, market orders and cancellations arrive in proportion to their intensities', () => {
    const { flow, book } = openMarket();
    const counts: Record<FlowKind, number> = { limit: 0, market: 0, cancel: 0 };
    const byDistance = new Float64Array(farthestTicks + 1);
    // Nothing is admitted: the book stays as it opened, so the intensities stay as well.
    flow.gate = {
      admits(kind, side, tick) {
        counts[kind]++;
        if (kind === 'limit') byDistance[side === 'ask' ? tick - OPENING : OPENING + 1 - tick]++;
        return false;
      },
    };
    const events = 200_000;
    for (let event = 0; event < events; event++) flow.step(0);

    const resting = book.bid.orderCount + book.ask.orderCount;
    const market = 2 * 0.8 * mu; // the calm phase has 0.8 times the usual takers
    const total = 2 * perSide + market + theta * resting;
    expect(counts.limit / events).toBeCloseTo((2 * perSide) / total, 2);
    expect(counts.market / events).toBeCloseTo(market / total, 2);
    expect(counts.cancel / events).toBeCloseTo((theta * resting) / total, 2);
    for (const distance of [1, 2, 5, 12, 24]) {
      expect(byDistance[distance] / counts.limit).toBeCloseTo(arrivals[distance - 1] / perSide, 2);
    }
  });

  it('waits exponentially, shorter when the pace is set higher', () => {
    const { flow } = openMarket();
    const waits = Array.from({ length: 20_000 }, () => flow.drawWaitMicros());
    const mean = waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
    const longer = waits.filter((wait) => wait > mean).length / waits.length;
    expect(longer).toBeCloseTo(Math.exp(-1), 1);
    flow.pace = 5;
    const faster = Array.from({ length: 20_000 }, () => flow.drawWaitMicros());
    const fasterMean = faster.reduce((sum, wait) => sum + wait, 0) / faster.length;
    expect(mean / fasterMean).toBeGreaterThan(4.7);
    expect(mean / fasterMean).toBeLessThan(5.3);
    expect(mean).toBeLessThan(MICROS_PER_SECOND);
  });

  it('takes its side from the lean of the takers', () => {
    const { flow, mood } = openMarket();
    mood.lean = 1;
    const sides = { bid: 0, ask: 0 };
    flow.gate = {
      admits(kind, side) {
        if (kind === 'market') sides[side]++;
        return false;
      },
    };
    for (let event = 0; event < 100_000; event++) flow.step(0);
    expect(sides.ask / (sides.ask + sides.bid)).toBeCloseTo(0.8, 1);
  });

  it('keeps both sides filled however long it runs', () => {
    const { flow, book } = openMarket(7);
    for (let event = 0; event < 200_000; event++) {
      flow.step(event);
      book.trades.clear();
      if (book.spreadTicks < 1 || book.bid.occupied < 18 || book.ask.occupied < 18) {
        throw new Error(
          `event ${event}: spread ${book.spreadTicks}, ${book.bid.occupied}, ${book.ask.occupied}`,
        );
      }
    }
    const recount = book.bid.orders.reduce((sum, orders) => sum + orders, 0);
    expect(book.bid.orderCount).toBe(recount);
  });
});
