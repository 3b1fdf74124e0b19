import { seededRandom } from '@genesis/market';
import { SignStepScale } from './sign-step-scale.js';

describe('SignStepScale', () => {
  it('starts with the first value and the deviation it was given', () => {
    const scale = new SignStepScale(0.5, 0.002);
    expect([scale.median, scale.deviation]).toEqual([NaN, NaN]);
    scale.observe(3);
    expect([scale.median, scale.deviation]).toEqual([3, 0.5]);
  });

  it('steps by shares of the deviation, whatever the distance', () => {
    const scale = new SignStepScale(0.5, 0.002);
    scale.observe(3);
    // Second value: step 1/3. The median moves by 2 · 0.5/3, the deviation grows by a third.
    scale.observe(1e9);
    expect(scale.median).toBeCloseTo(3 + 1 / 3, 12);
    expect(scale.deviation).toBeCloseTo(2 / 3, 12);
    // Third: step 1/4, within the deviation: it shrinks.
    scale.observe(3);
    expect(scale.median).toBeCloseTo(3 + 1 / 3 - 2 * (2 / 3) * 0.25, 12);
    expect(scale.deviation).toBeCloseTo(2 / 3 / 1.25, 12);
  });

  it('finds median and deviation of noise, and a tenth of outliers hardly moves them', () => {
    const learnt = (outliers: number): SignStepScale => {
      const [scale, random] = [new SignStepScale(0.5, 0.002), seededRandom(11)];
      // Uniform in [4, 6): median 5, median absolute deviation 0.5.
      for (let i = 0; i < 20_000; i++) scale.observe(random() < outliers ? 1_000 : 4 + 2 * random());
      return scale;
    };
    expect(learnt(0).median).toBeCloseTo(5, 1);
    expect(learnt(0).deviation).toBeCloseTo(0.5, 1);
    expect(Math.abs(learnt(0.1).median - 5)).toBeLessThan(0.2);
    expect(Math.abs(learnt(0.1).deviation - 0.5)).toBeLessThan(0.1);
  });

  it('measures distance in standard deviations of a normal, with a floor', () => {
    const scale = new SignStepScale(0.5, 0.002);
    scale.observe(3);
    expect(scale.z(3 + 1.4826, 0.1)).toBeCloseTo(2, 12);
    expect(scale.z(3 - 1.4826, 1)).toBeCloseTo(-1, 12);
  });

  it('takes nothing for near that is not, and nearly all that is', () => {
    const [scale, random] = [new SignStepScale(0.5, 0.002), seededRandom(12)];
    for (let i = 0; i < 5_000; i++) {
      const value = 4 * random() - 2;
      scale.observe(value);
      const [bound, floor] = [3 * random(), random()];
      const z = Math.abs(scale.z(value, floor));
      if (scale.isNear(value, bound, floor)) expect(z).toBeLessThan(bound);
      else expect(z).toBeGreaterThan(0.999999 * bound);
    }
  });
});
