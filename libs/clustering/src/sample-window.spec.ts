import { SampleWindow } from './sample-window.js';

/** Offers 1, 2, …, `last`. */
function filled(capacity: number, coarsest: number, last: number): SampleWindow {
  const window = new SampleWindow(capacity, 1, coarsest);
  for (let value = 1; value <= last; value++) window.offer(Float64Array.of(value));
  return window;
}

describe('SampleWindow', () => {
  it('keeps all until it is full', () => {
    const window = filled(4, 2, 3);
    expect([...window.copy()]).toEqual([1, 2, 3]);
    expect(window.span).toBe(3);
  });

  it('then keeps every second one, of the past and of what comes', () => {
    expect([...filled(4, 4, 4).copy()]).toEqual([1, 2, 3, 4]);
    expect([...filled(4, 4, 6).copy()]).toEqual([2, 4, 6]);
    expect([...filled(4, 4, 8).copy()]).toEqual([2, 4, 6, 8]);
    expect([...filled(4, 4, 12).copy()]).toEqual([4, 8, 12]);
  });

  it('loses the oldest once it is as coarse as it may be', () => {
    const window = filled(4, 4, 24);
    expect([...window.copy()]).toEqual([12, 16, 20, 24]);
    expect(window.span).toBe(16);
  });

  it('gives a copy, whole points, and counts what stands behind them', () => {
    const window = new SampleWindow(2, 2, 1);
    for (const [a, b] of [
      [1, 2],
      [3, 4],
      [5, 6],
    ])
      window.offer(Float64Array.of(a, b));
    const copy = window.copy();
    expect([...copy]).toEqual([3, 4, 5, 6]);
    copy.fill(0);
    expect([...window.copy()]).toEqual([3, 4, 5, 6]);
  });

  it('never spans less than half of its capacity at any coarseness', () => {
    for (let last = 64; last < 600; last++) {
      const window = filled(64, 8, last);
      expect(window.span).toBeGreaterThanOrEqual(Math.min(last - 8, 504));
      expect(window.size).toBeGreaterThanOrEqual(32);
    }
  });
});
