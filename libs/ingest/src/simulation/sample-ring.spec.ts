import { SampleRing } from './sample-ring.js';

describe('SampleRing', () => {
  it('has no statistics without samples', () => {
    const ring = new SampleRing(4);
    expect([ring.mean(), ring.rootMeanSquare(), ring.quantile(0.5)]).toEqual([NaN, NaN, NaN]);
  });

  it('knows mean, root mean square and quantiles of the last samples only', () => {
    const ring = new SampleRing(4);
    for (const value of [1000, 1, -7, 3, 5]) ring.push(value);
    expect(ring.size).toBe(4);
    expect(ring.mean()).toBe(0.5); // (1 − 7 + 3 + 5) / 4
    expect(ring.rootMeanSquare()).toBe(Math.sqrt(21)); // (1 + 49 + 9 + 25) / 4
    expect([0, 0.25, 0.5, 0.99, 1].map((q) => ring.quantile(q))).toEqual([-7, 1, 3, 5, 5]);
  });
});
