import { DecimalGrid } from './decimal-grid.js';

describe('DecimalGrid', () => {
  it.each([
    [0.1, 3, 0.3],
    [0.01, 18742, 187.42],
    [0.25, 73801, 18450.25],
    [0.05, 7, 0.35],
    [5, 11, 55],
    [0.001, 2051, 2.051],
  ])('gives multiples of %p as the double that the decimal text means', (step, multiples, value) => {
    expect(new DecimalGrid(step).valueOf(multiples)).toBe(value);
  });

  it('finds the multiple nearest to a value', () => {
    const grid = new DecimalGrid(0.05);
    expect(grid.nearest(0.35)).toBe(7);
    expect(grid.nearest(0.37)).toBe(7);
    expect(grid.nearest(0.38)).toBe(8);
  });

  it.each([0, -0.01, NaN, Infinity, 1 / 3, 1e-10])('refuses the step %p', (step) => {
    expect(() => new DecimalGrid(step)).toThrow(RangeError);
    expect(() => new DecimalGrid(step)).toThrow('at most 9 decimals');
  });
});
