import { bookRow, ladder } from '../../../../test/support/book-row.js';
import { BookGrid } from './book-grid.js';
import { Overlay } from './overlay.js';

const GRID = new BookGrid(0.01, 1);
const bids = ladder(100, -0.01, [10]);
const asks = ladder(100.02, 0.01, [20]);

function laid(change: (overlay: Overlay) => void): Float64Array {
  const row = bookRow(bids, asks, 7);
  const overlay = new Overlay();
  change(overlay);
  overlay.apply(row, GRID);
  return row;
}

function withBids(levels: readonly (readonly [number, number])[]): Float64Array {
  return bookRow(levels, asks, 7);
}

describe('Overlay', () => {
  it('changes nothing while nothing is laid over', () => {
    expect(laid(() => undefined)).toEqual(bookRow(bids, asks, 7));
  });

  it('adds an order to the level that stands there', () => {
    const row = laid(({ orders }) => orders.set('a', { side: 'bid', tick: 9998, lots: 5 }));
    expect(row).toEqual(withBids(bids.map(([price, volume]) => [price, price === 99.98 ? 15 : volume])));
  });

  it('gives a new price a level of its own and pushes the tenth out', () => {
    const row = laid(({ orders }) => orders.set('a', { side: 'bid', tick: 10001, lots: 5 }));
    expect(row).toEqual(withBids([[100.01, 5], ...bids.slice(0, 9)]));
  });

  it('shows no order beyond the tenth level, nor one that the opposite best has reached', () => {
    expect(laid(({ orders }) => orders.set('a', { side: 'bid', tick: 9990, lots: 5 }))).toEqual(
      withBids(bids),
    );
    expect(laid(({ orders }) => orders.set('a', { side: 'bid', tick: 10002, lots: 5 }))).toEqual(
      withBids(bids),
    );
  });

  it('shows levels in whole lots, at least one', () => {
    const row = laid((overlay) => {
      overlay.lots = (side, { lots }, number) => (side === 'bid' ? lots * [0.01, 0.26][number % 2] : lots);
    });
    expect(row).toEqual(withBids(bids.map(([price], level) => [price, [1, 3][level % 2]])));
  });

  it('moves sides by whole ticks', () => {
    const row = laid((overlay) => {
      overlay.raisedTicks = { bid: -100, ask: 3 };
    });
    expect(row).toEqual(bookRow(ladder(99, -0.01, [10]), ladder(100.05, 0.01, [20]), 7));
  });
});
