import { linearScale, paddedRange, robustRange, timeTicks, valueTicks } from './scale.js';

const T = Date.UTC(2012, 5, 21, 9, 30) * 1000;
const MINUTE = 60_000_000;

describe('scales', () => {
  it('map values to tenths of a pixel', () => {
    const scale = linearScale(10, 20, 100, 0);
    expect([scale.pixel(10), scale.pixel(12.5), scale.pixel(20)]).toEqual([100, 75, 0]);
    expect(linearScale(0, 3, 0, 1).pixel(1)).toBe(0.3);
    expect([scale.pixel(3), scale.pixel(99), scale.pixel(NaN)]).toEqual([100, 0, NaN]);
    expect(linearScale(5, 5, 7, 90).pixel(5)).toBe(7);
  });

  it('show a single value in the middle of a range', () => {
    expect(paddedRange(200, 200)).toEqual([198, 202]);
    expect(paddedRange(0, 0)).toEqual([-1, 1]);
    expect(paddedRange(0, 100)).toEqual([-6, 106]);
  });
});

describe('robustRange', () => {
  const usual = Array.from({ length: 101 }, (_, i) => 100 + i);

  it('takes all values while none is far out', () => {
    expect(robustRange([...usual, NaN, 290])).toEqual({ low: 100, high: 290, lowest: 100, highest: 290 });
  });

  it('cuts off a few that are', () => {
    // 102 values, two left out at each end: usual are 102 to 199 (101 to 198), and 1.5 × 97 beyond them.
    expect(robustRange([...usual, 5_000])).toEqual({ low: 100, high: 344.5, lowest: 100, highest: 5_000 });
    expect(robustRange([...usual, -5_000])).toEqual({ low: -44.5, high: 200, lowest: -5_000, highest: 200 });
  });

  it('has a range for no values and keeps one of equal values whole', () => {
    expect(robustRange([NaN, Infinity])).toEqual({ low: 0, high: 1, lowest: 0, highest: 1 });
    expect(robustRange([...Array.from({ length: 99 }, () => 7), 9])).toMatchObject({ low: 7, high: 9 });
  });
});

describe('valueTicks', () => {
  it.each([
    [0, 1, 4, [0, 0.5, 1]],
    [584.9, 588.1, 4, [585, 586, 587, 588]],
    [-1.1, 1.1, 3, [-1, 0, 1]],
    [0, 0.0032, 3, [0, 0.002]],
  ])('puts round numbers into [%d, %d]', (from, to, wanted, ticks) => {
    expect(valueTicks(from, to, wanted)).toEqual(ticks);
  });
});

describe('timeTicks', () => {
  it('labels an hour every ten minutes', () => {
    const labels = timeTicks(T, T + 60 * MINUTE, 10).map(({ label }) => label);
    expect(labels).toEqual(['09:30', '09:40', '09:50', '10:00', '10:10', '10:20', '10:30']);
  });

  it.each([
    [10_000, '09:30:00.001'],
    [8_000_000, '09:30:01'],
    [10 * 86_400_000_000, '2012-06-22'],
  ])('labels a span of %d us in its own grain', (span, label) => {
    expect(timeTicks(T + 1, T + span, 10).map((tick) => tick.label)).toContain(label);
  });

  it('never gives more than asked for, up to centuries', () => {
    for (let span = 1_000; span < 200 * 365 * 86_400_000_000; span *= 3) {
      expect(timeTicks(T, T + span, 10).length).toBeLessThanOrEqual(11);
    }
  });
});
