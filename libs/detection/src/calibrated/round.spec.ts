import { round } from './round.js';

describe('round', () => {
  it.each([
    [1.23449, 1.234],
    [1.2345, 1.235],
    [-0.0004, -0],
    [1e9 + 0.0001, 1e9],
    [NaN, NaN],
  ])('makes %p %p', (value, rounded) => {
    expect(round(value)).toBe(rounded);
  });
});
