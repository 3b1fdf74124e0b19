import { nextTurnMs, turnOf } from './turns.js';

describe('turns', () => {
  it('are on a grid of the interval, moved by the share', () => {
    expect(nextTurnMs(1000, 50, 0)).toBe(1050);
    expect(nextTurnMs(1049, 50, 0)).toBe(1050);
    expect(nextTurnMs(1000, 50, 0.5)).toBe(1025);
    expect(nextTurnMs(1025, 50, 0.5)).toBe(1075);
  });

  it('lie evenly: a thousand clients at twenty a second are never more than twice their share of a millisecond', () => {
    const inMillisecond = new Array<number>(50).fill(0);
    for (let n = 0; n < 1000; n++) inMillisecond[Math.floor(50 * turnOf(n))]++;
    expect(Math.max(...inMillisecond)).toBeLessThanOrEqual(22);
    expect(Math.min(...inMillisecond)).toBeGreaterThanOrEqual(18);
  });
});
