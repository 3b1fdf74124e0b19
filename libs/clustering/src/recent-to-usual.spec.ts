import { RecentToUsual } from './recent-to-usual.js';

describe('RecentToUsual', () => {
  it('is 1 while nothing changes, however the time is cut', () => {
    const level = new RecentToUsual(10, 600);
    for (const seconds of [1, 5, 0, 0.1, 10]) level.learn(3, seconds);
    expect(level.ratio).toBeCloseTo(1, 12);
  });

  it('follows a change with the recent mean: after 10 s = τ, 2 has become 2 + 2·(1 − e^−1) = 3.264', () => {
    const level = new RecentToUsual(10, 1e9);
    level.learn(2, 1e6);
    level.learn(4, 10);
    expect(level.ratio).toBeCloseTo(1.632, 3);
  });

  it('is 0 while nothing is known, or nothing but zeros, and passes over NaN', () => {
    const level = new RecentToUsual(10, 600);
    expect(level.ratio).toBe(0);
    level.learn(NaN, 5);
    level.learn(0, 5);
    expect(level.ratio).toBe(0);
    level.learn(1, 5);
    level.learn(NaN, 5);
    expect(level.ratio).toBeGreaterThan(0);
  });

  it('keeps what is usual when the recent is forgotten', () => {
    const level = new RecentToUsual(10, 600);
    level.learn(2, 100);
    level.resetRecent();
    expect(level.ratio).toBe(0);
    level.learn(4, 0.001);
    expect(level.ratio).toBeCloseTo(2, 3);
  });
});
