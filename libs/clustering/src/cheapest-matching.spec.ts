import fc from 'fast-check';
import { cheapestMatching } from './cheapest-matching.js';

/** Tries all permutations. */
function leastCost(costs: Float64Array, size: number, row = 0, used = new Set<number>()): number {
  if (row === size) return 0;
  let least = Infinity;
  for (let column = 0; column < size; column++) {
    if (used.has(column)) continue;
    used.add(column);
    least = Math.min(least, costs[row * size + column] + leastCost(costs, size, row + 1, used));
    used.delete(column);
  }
  return least;
}

describe('cheapestMatching', () => {
  it('gives up the cheapest pair where the rest would be dear: 2 + 1 against 1 + 9', () => {
    expect(cheapestMatching(Float64Array.of(1, 2, 1, 9), 2)).toEqual([1, 0]);
  });

  it('matches one with one', () => {
    expect(cheapestMatching(Float64Array.of(5), 1)).toEqual([0]);
  });

  it('is one-to-one and as cheap as the cheapest permutation', () => {
    const square = fc
      .integer({ min: 1, max: 6 })
      .chain((size) =>
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: size * size, maxLength: size * size }),
      );
    fc.assert(
      fc.property(square, (values) => {
        const size = Math.sqrt(values.length);
        const costs = Float64Array.from(values);
        const columns = cheapestMatching(costs, size);
        expect(new Set(columns).size).toBe(size);
        const cost = columns.reduce((sum, column, row) => sum + costs[row * size + column], 0);
        expect(cost).toBe(leastCost(costs, size));
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
