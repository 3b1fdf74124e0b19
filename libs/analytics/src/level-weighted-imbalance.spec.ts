import { bookRow, ladder } from '../../../test/support/book-row.js';
import { levelWeightedImbalance } from './level-weighted-imbalance.js';

describe('levelWeightedImbalance', () => {
  it('weights level i by e^(−0.5 i)', () => {
    // Bids 10 at level 1, asks 10 at level 2: (10·1 − 10·0.606531)/(10·1 + 10·0.606531) = 0.244919 (= tanh 0.25).
    const row = bookRow(
      [[100, 10]],
      [
        [101, 0],
        [102, 10],
      ],
    );
    expect(levelWeightedImbalance(row, 0)).toBeCloseTo(0.244919, 6);
  });

  it('looks at five levels: what stands at the sixth does not count', () => {
    const bids = ladder(100, -1, [1, 1, 1, 1, 1, 1_000_000]);
    const asks = ladder(101, 1, [1, 1, 1, 1, 1, 1]);
    expect(levelWeightedImbalance(bookRow(bids, asks), 0)).toBe(0);
  });

  it('does not look at prices', () => {
    const dense = bookRow(ladder(100, -1, [5, 1, 7, 2]), ladder(101, 1, [3]));
    const sparse = bookRow(ladder(100, -9, [5, 1, 7, 2]), ladder(101, 5, [3]));
    expect(levelWeightedImbalance(sparse, 0)).toBe(levelWeightedImbalance(dense, 0));
  });

  it('is 0 for an empty book and ±1 for one side', () => {
    expect(levelWeightedImbalance(bookRow([], []), 0)).toBe(0);
    expect(levelWeightedImbalance(bookRow([[1, 4]], []), 0)).toBe(1);
    expect(levelWeightedImbalance(bookRow([], [[1, 4]]), 0)).toBe(-1);
  });
});
