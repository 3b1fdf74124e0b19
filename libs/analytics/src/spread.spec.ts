import { ROW_STRIDE } from '@genesis/market';
import { bookRow } from '../../../test/support/book-row.js';
import { spread } from './spread.js';

describe('spread', () => {
  it('is the best ask less the best bid: 100.75 − 100.5 = 0.25', () => {
    expect(spread(bookRow([[100.5, 1]], [[100.75, 1]]), 0)).toBe(0.25);
  });

  it('is negative for a crossed book and 0 for a locked one: it does not repair', () => {
    expect(spread(bookRow([[101, 1]], [[100.5, 1]]), 0)).toBe(-0.5);
    expect(spread(bookRow([[101, 1]], [[101, 1]]), 0)).toBe(0);
  });

  it('is NaN where a side is empty', () => {
    expect(spread(bookRow([], [[100, 1]]), 0)).toBeNaN();
    expect(spread(bookRow([[100, 1]], []), 0)).toBeNaN();
  });

  it('reads the row at its offset', () => {
    const rows = new Float64Array(2 * ROW_STRIDE);
    rows.set(bookRow([[10, 1]], [[12, 1]]), ROW_STRIDE);
    expect(spread(rows, ROW_STRIDE)).toBe(2);
  });
});
