import fc from 'fast-check';
import { blendScaling, fitRobustScaling, scalePoint } from './robust-scaling.js';

describe('fitRobustScaling', () => {
  it('takes median and 1.4826 · MAD: 1 2 3 4 100 have median 3, deviations 2 1 0 1 97 with median 1', () => {
    const { centers, scales } = fitRobustScaling(Float64Array.of(1, 2, 3, 4, 100), 5, [0]);
    expect(centers).toEqual([3]);
    expect(scales).toEqual([1.4826]);
  });

  it('takes the mean of the middle two of an even number, each coordinate by itself', () => {
    const { centers, scales } = fitRobustScaling(Float64Array.of(1, 10, 2, 20, 4, 40, 5, 50), 4, [0, 0]);
    expect(centers).toEqual([3, 30]);
    // Deviations 2 1 1 2.
    expect(scales[0]).toBeCloseTo(1.5 * 1.4826, 12);
    expect(scales[1]).toBeCloseTo(15 * 1.4826, 12);
  });

  it('keeps a floor under what does not vary', () => {
    expect(fitRobustScaling(new Float64Array(9).fill(7), 9, [0.25])).toEqual({
      centers: [7],
      scales: [0.25],
    });
  });

  it('is not moved beyond the good values by fewer than half bad ones', () => {
    const good = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 20 });
    fc.assert(
      fc.property(good, fc.double({ min: -1e9, max: 1e9, noNaN: true }), (values, bad) => {
        const all = [...values, ...values.slice(1).map(() => bad)];
        const { centers } = fitRobustScaling(Float64Array.from(all), all.length, [0.01]);
        expect(centers[0]).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(centers[0]).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }),
      { seed: 2 },
    );
  });
});

describe('blendScaling', () => {
  it('moves centers evenly and scales by ratios: half way from 1 to 4 is 2', () => {
    const old = { centers: [0], scales: [1] };
    const fresh = { centers: [10], scales: [4] };
    expect(blendScaling(old, fresh, 0.5)).toEqual({ centers: [5], scales: [2] });
    expect(blendScaling(old, fresh, 1)).toEqual(fresh);
  });
});

describe('scalePoint', () => {
  it('writes standard deviations, winsorised, where it is told', () => {
    const to = new Float64Array(4).fill(9);
    scalePoint({ centers: [1, 100], scales: [2, 1] }, 4, Float64Array.of(0, 4, 90), 1, to, 1);
    expect([...to]).toEqual([9, 1.5, -4, 9]);
    scalePoint({ centers: [0], scales: [1] }, 4, Float64Array.of(5), 0, to, 0);
    expect(to[0]).toBe(4);
  });
});
