import fc from 'fast-check';
import { LEVELS, PreviousRow, ROW_STRIDE } from '@genesis/market';
import { bookRow, type Levels } from '../../../test/support/book-row.js';
import { OrderFlowImbalance } from './order-flow-imbalance.js';

/** Shows rows one after the other, as the feature engine does. */
function shownTo(imbalance: OrderFlowImbalance): (rows: Float64Array, offset: number) => void {
  const previous = new PreviousRow();
  return (rows, offset) => {
    previous.compare(rows, offset);
    imbalance.update(rows, offset, previous);
    previous.keep(rows, offset);
  };
}

/** Touch and multi-level flow from the first row to the second. */
function flow(before: Float64Array, after: Float64Array): [touch: number, multiLevel: number] {
  const imbalance = new OrderFlowImbalance();
  const show = shownTo(imbalance);
  show(before, 0);
  show(after, 0);
  return [imbalance.touch, imbalance.multiLevel];
}

describe('OrderFlowImbalance', () => {
  const before = bookRow([[100, 10]], [[101, 20]]);

  it.each<[string, Levels, Levels, number]>([
    ['nothing', [[100, 10]], [[101, 20]], 0],
    ['4 more bid for', [[100, 14]], [[101, 20]], 4],
    ['3 bids cancelled', [[100, 7]], [[101, 20]], -3],
    ['a better bid of 5', [[100.5, 5]], [[101, 20]], 5],
    ['the best bid of 10 gone, 8 behind it', [[99, 8]], [[101, 20]], -10],
    ['6 more offered', [[100, 10]], [[101, 26]], -6],
    ['15 of the ask taken', [[100, 10]], [[101, 5]], 15],
    ['a better ask of 2', [[100, 10]], [[100.5, 2]], -2],
    ['the best ask of 20 lifted, 9 behind it', [[100, 10]], [[102, 9]], 20],
    ['both sides up a tick, 3 bid and 4 offered', [[101, 3]], [[102, 4]], 23],
    ['the bid side vanished', [], [[101, 20]], -10],
    ['the ask side vanished', [[100, 10]], [], 20],
  ])('at the touch, %s', (_what, bids, asks, expected) => {
    expect(flow(before, bookRow(bids, asks))[0]).toBe(expected);
  });

  it('counts a side that appears with all its volume', () => {
    expect(flow(bookRow([], []), bookRow([[100, 10]], []))[0]).toBe(10);
    expect(flow(bookRow([], []), bookRow([], [[101, 20]]))[0]).toBe(-20);
  });

  it('adds up levels: +4 at level 1, −2 at level 2, +7 for an ask gone from level 3', () => {
    const first = bookRow(
      [
        [100, 10],
        [99, 5],
      ],
      [
        [101, 20],
        [102, 6],
        [103, 7],
      ],
    );
    const second = bookRow(
      [
        [100, 14],
        [99, 3],
      ],
      [
        [101, 20],
        [102, 6],
      ],
    );
    expect(flow(first, second)).toEqual([4, 9]);
  });

  it('has seen no flow at the first row, nor at the first after a reset', () => {
    const imbalance = new OrderFlowImbalance();
    const show = shownTo(imbalance);
    show(before, 0);
    expect([imbalance.touch, imbalance.multiLevel]).toEqual([0, 0]);
    imbalance.reset();
    show(bookRow([[100, 99]], [[101, 1]]), 0);
    expect([imbalance.touch, imbalance.multiLevel]).toEqual([0, 0]);
  });

  it('reads the row at its offset and survives a reused buffer', () => {
    const rows = new Float64Array(2 * ROW_STRIDE);
    const imbalance = new OrderFlowImbalance();
    const show = shownTo(imbalance);
    rows.set(before, ROW_STRIDE);
    show(rows, ROW_STRIDE);
    rows.set(bookRow([[100, 14]], [[101, 20]]), 0);
    show(rows, 0);
    expect(imbalance.touch).toBe(4);
  });

  it('agrees with the formula of Cont, Kukanov and Stoikov on full books', () => {
    const side = fc.array(fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 50 })), {
      minLength: LEVELS,
      maxLength: LEVELS,
    });
    const levels = (best: number, direction: number, gaps: [number, number][]): Levels => {
      let price = best;
      return gaps.map(([gap, volume]) => [(price += direction * gap), volume]);
    };
    const book = fc
      .tuple(side, side)
      .map(([bids, asks]) => [levels(100, -1, bids), levels(101, 1, asks)] as const);
    const formula = (
      [bids, asks]: readonly [Levels, Levels],
      [bids0, asks0]: readonly [Levels, Levels],
      n: number,
    ) =>
      (bids[n][0] >= bids0[n][0] ? bids[n][1] : 0) -
      (bids[n][0] <= bids0[n][0] ? bids0[n][1] : 0) -
      (asks[n][0] <= asks0[n][0] ? asks[n][1] : 0) +
      (asks[n][0] >= asks0[n][0] ? asks0[n][1] : 0);
    fc.assert(
      fc.property(book, book, (first, second) => {
        const perLevel = Array.from({ length: LEVELS }, (_, level) => formula(second, first, level));
        const expected = [perLevel[0], perLevel.reduce((a, b) => a + b)];
        expect(flow(bookRow(...first), bookRow(...second))).toEqual(expected);
      }),
      { seed: 1 },
    );
  });
});
