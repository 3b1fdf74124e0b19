import { bookRow } from '../../../test/support/book-row.js';
import { midPrice } from './mid-price.js';

describe('midPrice', () => {
  it('is half way between the best prices, unrounded: (100.5 + 100.75)/2 = 100.625', () => {
    expect(midPrice(bookRow([[100.5, 1]], [[100.75, 1]]), 0)).toBe(100.625);
  });

  it('is NaN where a side is empty', () => {
    expect(midPrice(bookRow([], [[100, 1]]), 0)).toBeNaN();
    expect(midPrice(bookRow([[100, 1]], []), 0)).toBeNaN();
  });
});
