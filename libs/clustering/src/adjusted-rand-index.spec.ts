import fc from 'fast-check';
import { adjustedRandIndex } from './adjusted-rand-index.js';

/** By pairs of things: both together, or apart. */
function naive(a: readonly number[], b: readonly number[]): number {
  let [both, inA, inB, all] = [0, 0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < i; j++) {
      all++;
      if (a[i] === a[j]) inA++;
      if (b[i] === b[j]) inB++;
      if (a[i] === a[j] && b[i] === b[j]) both++;
    }
  }
  const expected = (inA * inB) / all;
  const most = (inA + inB) / 2;
  return most === expected ? 1 : (both - expected) / (most - expected);
}

describe('adjustedRandIndex', () => {
  it('is 1 under other names, 8/33 for two halves against three pairs', () => {
    expect(adjustedRandIndex([0, 0, 1, 1], [5, 5, 2, 2])).toBe(1);
    // Pairs together: 2 in both, 6 in the first, 3 in the second, of 15: (2 − 18/15)/(4.5 − 18/15).
    expect(adjustedRandIndex([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2])).toBeCloseTo(8 / 33, 12);
  });

  it('agrees with counting pairs', () => {
    const label = fc.integer({ min: 0, max: 3 });
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label), { minLength: 2, maxLength: 40 }), (pairs) => {
        const a = pairs.map(([left]) => left);
        const b = pairs.map(([, right]) => right);
        expect(adjustedRandIndex(a, b)).toBeCloseTo(naive(a, b), 10);
      }),
      { seed: 4 },
    );
  });

  it('refuses labellings of different things', () => {
    expect(() => adjustedRandIndex([1], [1, 2])).toThrow(new RangeError('1 labels against 2'));
  });
});
