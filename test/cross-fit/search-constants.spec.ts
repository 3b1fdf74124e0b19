import { type Constant, middleOfBest, searchConstants } from './search-constants.js';

const constant = (name: string, ...values: number[]): Constant => ({ detector: 'SPOOFING', name, values });

describe('middleOfBest', () => {
  it.each([
    ['the best', [1, 3, 2], 1],
    ['the middle of a stretch of best ones', [1, 3, 3, 3, 2], 2],
    ['the lower middle of an even stretch', [3, 3, 2], 0],
    ['the longest stretch', [3, 1, 3, 3, 3], 3],
    ['the first of two alike', [3, 1, 3], 0],
    ['the middle where all are alike', [2, 2, 2, 2, 2], 2],
  ])('is %s', (_what, scores, index) => {
    expect(middleOfBest(scores)).toBe(index);
  });
});

describe('searchConstants', () => {
  it('finds the best of constants that depend on each other', async () => {
    const constants = [constant('a', 1, 2, 3, 4, 5), constant('b', 10, 20, 30, 40, 50)];
    // Best where b is ten times a, and the larger the better.
    const fit = await searchConstants(constants, ([a, b]) => Promise.resolve(a - 10 * Math.abs(b - 10 * a)));
    expect(fit).toMatchObject({ values: [3, 30], score: 3 });
    const free = await searchConstants(constants, ([a, b]) => Promise.resolve(a - Math.abs(b - 40)));
    expect(free).toMatchObject({ values: [5, 40], score: 5 });
  });

  it('scores no choice twice', async () => {
    const seen: string[] = [];
    const fit = await searchConstants([constant('a', 1, 2, 3), constant('b', 1, 2, 3)], (values) => {
      seen.push(values.join());
      return Promise.resolve(values[0] + values[1]);
    });
    expect(new Set(seen).size).toBe(seen.length);
    expect(fit).toEqual({ values: [3, 3], score: 6, scored: seen.length });
  });
});
