import { LEVELS } from '@genesis/market';
import fc from 'fast-check';
import { DecimalGrid } from './decimal-grid.js';
import { type BookSide, HalfBook } from './half-book.js';

const OPENING = 10_000;
const prices = new DecimalGrid(0.01);
const volumes = new DecimalGrid(1);

function shown(half: HalfBook): { prices: number[]; volumes: number[] } {
  const row = new Float64Array(2 * LEVELS);
  half.publish(row, 0, LEVELS, prices, volumes);
  return { prices: [...row.subarray(0, LEVELS)], volumes: [...row.subarray(LEVELS)] };
}

describe('HalfBook', () => {
  it('shows asks upwards and bids downwards, best first, absent levels as NaN and 0', () => {
    for (const [side, expected] of [
      ['ask', [100, 100.02]],
      ['bid', [100.02, 100]],
    ] as const) {
      const half = new HalfBook(side, OPENING);
      half.add(10_000, 5);
      half.add(10_002, 7);
      const { prices: at, volumes: of } = shown(half);
      expect(at.slice(0, 3)).toEqual([...expected, NaN]);
      expect(of.slice(0, 3)).toEqual(side === 'ask' ? [5, 7, 0] : [7, 5, 0]);
    }
  });

  it('executes the crowd first, then the agents, and moves the best on when the queue is empty', () => {
    const half = new HalfBook('ask', OPENING);
    half.add(10_000, 30, 3);
    half.addOwn(10_000, 50);
    half.add(10_001, 9);
    expect(half.executeBest(20)).toBe(20);
    expect([half.ordersAt(10_000), half.lotsAt(10_000)]).toEqual([1, 60]);
    expect(half.executeBest(Infinity)).toBe(60);
    expect([half.bestTick, half.occupied, half.orderCount]).toEqual([10_001, 1, 1]);
  });

  it('cancels one order of a queue at a time: all of the last, about its share of several', () => {
    const half = new HalfBook('bid', OPENING);
    half.add(10_000, 40, 4);
    half.cancelOne(half.best, 0.5);
    expect([half.ordersAt(10_000), half.lotsAt(10_000)]).toEqual([3, 30]);
    half.cancelOne(half.best, 0);
    expect([half.ordersAt(10_000), half.lotsAt(10_000)]).toEqual([2, 25]);
    half.cancelOne(half.best, 0.999);
    half.cancelOne(half.best, 0.1);
    expect([half.ordersAt(10_000), half.lotsAt(10_000), half.occupied]).toEqual([0, 0, 0]);
  });

  it('finds the queue of the n-th order and the tick of the n-th level', () => {
    const half = new HalfBook('bid', OPENING);
    half.add(10_000, 10, 2);
    half.add(9_997, 10, 1);
    half.add(9_990, 10, 3);
    expect([0, 1, 2, 3, 5].map((n) => half.tickAt(half.queueOfOrder(n)))).toEqual([
      10_000, 10_000, 9_997, 9_990, 9_990,
    ]);
    expect([0, 1, 2].map((level) => half.tickAt(half.indexOfLevel(level)))).toEqual([10_000, 9_997, 9_990]);
  });

  it('shrinks a queue with its orders, and keeps a price shown with nothing behind it', () => {
    const half = new HalfBook('ask', OPENING);
    half.add(10_000, 100, 5);
    half.shrinkTo(half.best, 30);
    expect([half.ordersAt(10_000), half.lotsAt(10_000)]).toEqual([2, 30]);
    half.shrinkTo(half.best, 0);
    expect([half.occupied, shown(half).prices[0], shown(half).volumes[0]]).toEqual([1, 100, 0]);
  });

  it('marks a change only where it is shown', () => {
    const half = new HalfBook('ask', OPENING);
    for (let tick = 0; tick < 12; tick++) half.add(OPENING + tick, 1);
    shown(half);
    half.add(OPENING + 10, 1);
    expect(half.changed).toBe(false);
    half.add(OPENING + 9, 1);
    expect(half.changed).toBe(true);
  });

  it('shows a displaced side further out, and where it was again', () => {
    const half = new HalfBook('bid', OPENING);
    half.add(OPENING, 1);
    half.displace(500);
    expect(shown(half).prices[0]).toBe(95);
    half.displace(0);
    expect(shown(half).prices[0]).toBe(100);
  });

  it('gives back no more of the agents’ lots than there are', () => {
    const half = new HalfBook('bid', OPENING);
    half.addOwn(OPENING, 10);
    expect(half.removeOwn(OPENING, 4)).toBe(4);
    expect(half.removeOwn(OPENING, Infinity)).toBe(6);
    expect(half.removeOwn(OPENING, 1)).toBe(0);
    expect(half.removeOwn(OPENING + 5_000, 1)).toBe(0);
    expect(half.occupied).toBe(0);
  });

  it('forgets orders that are too far out to matter', () => {
    const half = new HalfBook('ask', OPENING);
    half.add(OPENING, 1);
    half.add(OPENING + 5_000, 1);
    half.addOwn(OPENING + 5_000, 1);
    expect([half.orderCount, half.lotsAt(OPENING + 5_000), half.ordersAt(OPENING + 5_000)]).toEqual([
      1, 0, 0,
    ]);
  });

  /** Queues at least this near to the best are never forgotten. */
  const KEPT_TICKS = 200;

  /** The same side as a plain map from tick to queue. */
  class NaiveSide {
    readonly queues = new Map<number, { lots: number; own: number }>();
    constructor(readonly side: BookSide) {}

    at(tick: number): { lots: number; own: number } {
      const queue = this.queues.get(tick) ?? { lots: 0, own: 0 };
      this.queues.set(tick, queue);
      return queue;
    }

    levels(): [number, number][] {
      return [...this.queues]
        .filter(([, queue]) => queue.lots + queue.own > 0)
        .sort(([a], [b]) => (this.side === 'ask' ? a - b : b - a))
        .map(([tick, queue]) => [tick, queue.lots + queue.own]);
    }
  }

  it('agrees with a map of queues over any walk, also when its window moves', () => {
    const step = fc.record({
      action: fc.constantFrom('add', 'own', 'execute', 'withdraw'),
      distance: fc.integer({ min: -60, max: 60 }),
      lots: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(
        fc.constantFrom<BookSide>('bid', 'ask'),
        fc.integer({ min: -1, max: 1 }),
        fc.array(step, { minLength: 50, maxLength: 300 }),
        (side, drift, steps) => {
          const half = new HalfBook(side, OPENING);
          const naive = new NaiveSide(side);
          let around = OPENING;
          for (const { action, distance, lots } of steps) {
            around += drift * 20;
            const tick = around + distance;
            if (action === 'add') half.add(tick, lots);
            if (action === 'add') naive.at(tick).lots += lots;
            if (action === 'own') half.addOwn(tick, lots);
            if (action === 'own') naive.at(tick).own += lots;
            const best = naive.levels().at(0);
            // While the price drifts nothing is executed: that could dig up queues that were rightly forgotten.
            if (action === 'execute' && drift === 0 && best !== undefined) {
              const queue = naive.at(best[0]);
              const taken = half.executeBest(lots);
              const fromCrowd = Math.min(lots, queue.lots);
              queue.lots -= fromCrowd;
              queue.own -= taken - fromCrowd;
              expect(taken).toBe(Math.min(lots, best[1]));
            }
            if (action === 'withdraw') naive.at(tick).own -= half.removeOwn(tick, lots);
          }
          const all = naive.levels();
          const expected = all.filter(([tick]) => Math.abs(tick - all[0][0]) < KEPT_TICKS).slice(0, LEVELS);
          const { prices: at, volumes: of } = shown(half);
          expect(at.slice(0, expected.length)).toEqual(expected.map(([tick]) => tick / 100));
          expect(of.slice(0, expected.length)).toEqual(expected.map(([, lots]) => lots));
        },
      ),
      { numRuns: 200 },
    );
  });
});
