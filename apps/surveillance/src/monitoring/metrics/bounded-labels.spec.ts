import { BoundedLabels } from './bounded-labels.js';

describe('BoundedLabels', () => {
  it('names the first ones, now and later, and sums up the rest', () => {
    const labels = new BoundedLabels(2);
    expect(['A', 'B', 'C', 'A', 'D'].map((symbol) => labels.labelOf(symbol))).toEqual([
      'A',
      'B',
      'other',
      'A',
      'other',
    ]);
  });
});
