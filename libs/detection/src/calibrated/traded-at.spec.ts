import { rowAt } from '../../../../test/support/row-at.js';
import { RowView } from '../../testing/row-view.js';
import { tradedAt } from './traded-at.js';

const ROW = rowAt(0, [[99, 5]], [[100, 5]]);

describe('tradedAt', () => {
  it('sums the trades of the row at a price', () => {
    const trades = [
      { price: 100, size: 3 },
      { price: 99, size: 8 },
      { price: 100, size: 4 },
    ];
    const view = new RowView().show(ROW, trades);
    expect([tradedAt(100, view), tradedAt(99, view), tradedAt(98, view)]).toEqual([7, 8, 0]);
  });

  it('counts only the trades of the row', () => {
    const view = new RowView().show(ROW, [{ price: 100, size: 3 }]).show(ROW);
    expect(tradedAt(100, view)).toBe(0);
  });
});
