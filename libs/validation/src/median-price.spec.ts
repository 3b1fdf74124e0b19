import * as fc from 'fast-check';
import { ASK_PRICE, BID_PRICE, LEVELS, ROW_STRIDE } from '@genesis/market';
import { BookRow } from './book-row.js';
import { medianPrice } from './median-price.js';

function rowWith(prices: readonly number[]): BookRow {
  const row = new BookRow();
  row.rows = new Float64Array(ROW_STRIDE).fill(NaN);
  prices.forEach((price, i) => {
    row.rows[i < LEVELS ? BID_PRICE + i : ASK_PRICE + i - LEVELS] = price;
  });
  return row;
}

describe('medianPrice', () => {
  it('is the lower one of the two in the middle', () => {
    expect(medianPrice(rowWith([4, 3, 1, 2]))).toBe(2);
    expect(medianPrice(rowWith([4, NaN, 1, -7, 0, 9]))).toBe(4);
  });

  it('is NaN for a row without a price', () => {
    expect(medianPrice(rowWith([0, -1]))).toBeNaN();
  });

  it('agrees with sorting, whatever the order', () => {
    const price = fc.oneof(fc.integer({ min: -5, max: 200 }), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(price, { maxLength: 2 * LEVELS }), (prices) => {
        const sorted = prices.filter((each) => each > 0).sort((a, b) => a - b);
        expect(medianPrice(rowWith(prices))).toBe(sorted[(sorted.length - 1) >> 1] ?? NaN);
      }),
    );
  });
});
