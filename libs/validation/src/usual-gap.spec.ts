import { seededRandom } from '@genesis/market';
import { UsualGap } from './usual-gap.js';
import { DEFAULT_VALIDATION_SETTINGS } from './validation-settings.js';

const SECOND = 1_000_000;

function learnt(gaps: readonly number[]): UsualGap {
  const usual = new UsualGap(DEFAULT_VALIDATION_SETTINGS);
  gaps.forEach((gap) => usual.learn(gap));
  return usual;
}

describe('UsualGap', () => {
  it('calls nothing a gap before 40 rows', () => {
    expect(learnt(Array<number>(39).fill(SECOND)).limit).toBe(Infinity);
    expect(learnt(Array<number>(40).fill(SECOND)).limit).toBe(60 * SECOND);
  });

  it('allows five medians of a slow regular feed', () => {
    const usual = learnt(Array<number>(400).fill(60 * SECOND));
    expect(usual.limit / SECOND).toBeGreaterThan(5 * 60 * 0.97);
    expect(usual.limit / SECOND).toBeLessThan(5 * 60 * 1.03);
  });

  it('allows three times the longest usual silence', () => {
    expect(learnt([...Array<number>(100).fill(SECOND), 40 * SECOND]).limit).toBe(120 * SECOND);
  });

  it('finds the median of heavy-tailed gaps within a tenth', () => {
    const random = seededRandom(7);
    // Log-uniform from 1 ms to 100 s: the median is the middle of the logarithms, 0.316 s.
    const gaps = Array.from({ length: 20_000 }, () => SECOND * 10 ** (5 * random() - 3));
    const estimates: number[] = [];
    const usual = new UsualGap(DEFAULT_VALIDATION_SETTINGS);
    gaps.forEach((gap, i) => {
      usual.learn(gap);
      if (i > 2000) estimates.push(usual.median / SECOND);
    });
    const mean = Math.exp(estimates.reduce((sum, x) => sum + Math.log(x), 0) / estimates.length);
    expect(mean).toBeGreaterThan(0.316 * 0.9);
    expect(mean).toBeLessThan(0.316 * 1.1);
  });
});
