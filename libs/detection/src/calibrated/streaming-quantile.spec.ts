import { seededRandom } from '@genesis/market';
import { StreamingQuantile } from './streaming-quantile.js';

describe('StreamingQuantile', () => {
  it('starts with the first value and takes large steps at first', () => {
    const quantile = new StreamingQuantile(0.9, 0.05);
    expect(quantile.value).toBeNaN();
    quantile.observe(10);
    expect(quantile.value).toBe(10);
    // Second value: step 1/3, up by 0.9 of it.
    quantile.observe(11);
    expect(quantile.value).toBeCloseTo(10 * 1.3, 12);
    // Third: step 1/4, down by 0.1 of it.
    quantile.observe(5);
    expect(quantile.value).toBeCloseTo(13 / 1.025, 12);
  });

  it.each([0.5, 0.9])('settles where a share of %p lies below', (level) => {
    const [quantile, random] = [new StreamingQuantile(level, 0.01), seededRandom(10)];
    let below = 0;
    for (let i = 0; i < 20_000; i++) {
      const value = Math.exp(3 * random());
      if (i >= 2_000 && value < quantile.value) below++;
      quantile.observe(value);
    }
    expect(below / 18_000).toBeCloseTo(level, 1);
  });

  it('is moved by an outlier no further than by any large value', () => {
    const after = (value: number): number => {
      const quantile = new StreamingQuantile(0.9, 0.05);
      for (const seen of [10, 10, 10, value]) quantile.observe(seen);
      return quantile.value;
    };
    expect(after(1e12)).toBe(after(20));
  });

  it('never sinks below its smallest value', () => {
    const quantile = new StreamingQuantile(0.9, 0.05, 2);
    for (const value of [0, 0, 0, 0]) quantile.observe(value);
    expect(quantile.value).toBe(2);
    quantile.observe(3);
    expect(quantile.value).toBeGreaterThan(2);
  });
});
