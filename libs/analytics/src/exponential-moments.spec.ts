import fc from 'fast-check';
import { ExponentialMoments } from './exponential-moments.js';

function momentsOf(entries: readonly (readonly [value: number, weight: number])[]): ExponentialMoments {
  const moments = new ExponentialMoments();
  for (const [value, weight] of entries) moments.add(value, weight);
  return moments;
}

describe('ExponentialMoments', () => {
  it('knows nothing at first, then the first value', () => {
    expect(momentsOf([]).mean).toBeNaN();
    expect(momentsOf([[7, 0.1]]).mean).toBe(7);
    expect(momentsOf([[7, 0.1]]).variance).toBe(0);
  });

  it('normalises the weights: 2 then 8 with α = ½ weigh 0.25 and 0.5, mean 6, variance 8', () => {
    // mean = (0.25·2 + 0.5·8)/0.75 = 6; variance = (0.25·16 + 0.5·4)/0.75 = 8.
    const moments = momentsOf([
      [2, 0.5],
      [8, 0.5],
    ]);
    expect(moments.mean).toBeCloseTo(6, 12);
    expect(moments.variance).toBeCloseTo(8, 12);
  });

  it('is not moved by values of weight 0, which is what Δt = 0 gives', () => {
    const moments = momentsOf([
      [5, 0],
      [2, 0.5],
      [1e9, 0],
    ]);
    expect(moments.mean).toBe(2);
    expect(moments.variance).toBe(0);
  });

  it('takes the new value alone for weight 1', () => {
    const moments = momentsOf([
      [2, 0.5],
      [8, 1],
    ]);
    expect(moments.mean).toBe(8);
    expect(moments.variance).toBe(0);
  });

  it('is stable where E[x²] − E[x]² is not: values around 1e9 that differ by 1', () => {
    const moments = new ExponentialMoments();
    for (let i = 0; i < 10_000; i++) moments.add(1e9 + (i % 2), 0.01);
    expect(moments.variance).toBeCloseTo(0.25, 3);
  });

  it('gives irregular sampling its due: a value in two halves of its time counts like in one', () => {
    const weight = (seconds: number): number => 1 - Math.exp(-seconds / 10);
    const whole = momentsOf([
      [1, weight(5)],
      [4, weight(6)],
    ]);
    const halves = momentsOf([
      [1, weight(2)],
      [1, weight(3)],
      [4, weight(2.5)],
      [4, weight(3.5)],
    ]);
    expect(halves.mean).toBeCloseTo(whole.mean, 12);
    expect(halves.variance).toBeCloseTo(whole.variance, 12);
  });

  it('forgets with reset', () => {
    const moments = momentsOf([
      [1, 0.5],
      [9, 0.5],
    ]);
    moments.reset();
    expect(moments.mean).toBeNaN();
    expect(moments.variance).toBe(0);
  });

  it('agrees with weighted sums taken anew', () => {
    const entry = fc.tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 0.001, max: 0.999, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 60 }), (entries) => {
        const weights = entries.map(([, weight], i) =>
          entries.slice(i + 1).reduce((product, [, later]) => product * (1 - later), weight),
        );
        const total = weights.reduce((a, b) => a + b);
        const mean = entries.reduce((sum, [value], i) => sum + weights[i] * value, 0) / total;
        const variance =
          entries.reduce((sum, [value], i) => sum + weights[i] * (value - mean) ** 2, 0) / total;
        const moments = momentsOf(entries);
        expect(Math.abs(moments.mean - mean)).toBeLessThan(1e-6);
        expect(Math.abs(moments.variance - variance)).toBeLessThanOrEqual(1e-6 + 1e-9 * variance);
      }),
      { seed: 1 },
    );
  });
});
