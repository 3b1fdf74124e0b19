import fc from 'fast-check';
import { bookRow } from '../../../test/support/book-row.js';
import { microPrice } from './micro-price.js';

describe('microPrice', () => {
  it('leans to the ask under a large bid: (30·101 + 10·100)/40 = 100.75', () => {
    expect(microPrice(bookRow([[100, 30]], [[101, 10]]), 0)).toBe(100.75);
  });

  it('is the mid price where both sizes are equal', () => {
    expect(microPrice(bookRow([[100, 7]], [[101, 7]]), 0)).toBe(100.5);
  });

  it('is NaN where a side is empty or nothing stands at either best price', () => {
    expect(microPrice(bookRow([], [[101, 10]]), 0)).toBeNaN();
    expect(microPrice(bookRow([[100, 10]], []), 0)).toBeNaN();
    expect(microPrice(bookRow([[100, 0]], [[101, 0]]), 0)).toBeNaN();
  });

  it('stays between the best prices', () => {
    const volume = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 1e4 }),
        volume,
        volume,
        (p, s, b, a) => {
          const price = microPrice(bookRow([[p, b]], [[p + s, a]]), 0);
          expect(price).toBeGreaterThanOrEqual(p - 1e-6);
          expect(price).toBeLessThanOrEqual(p + s + 1e-6);
        },
      ),
      { seed: 1 },
    );
  });
});
