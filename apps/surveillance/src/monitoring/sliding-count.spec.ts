import fc from 'fast-check';
import { SlidingCount } from './sliding-count.js';

describe('SlidingCount', () => {
  it('forgets what is older than its window', () => {
    let now = 0;
    const count = new SlidingCount(10_000, () => now);
    count.add(30);
    now = 5_000;
    count.add(20);
    expect(count.total).toBe(50);
    now = 10_000;
    expect(count.total).toBe(20);
    now = 15_000;
    expect(count.total).toBe(0);
    now = 1e9;
    count.add();
    expect(count.total).toBe(1);
  });

  it('takes the rate over the time since the start while that is shorter than the window', () => {
    let now = 0;
    const count = new SlidingCount(10_000, () => now);
    count.add(40);
    // The first second counts whole: forty in a millisecond are not forty thousand a second.
    expect(count.perSecond).toBe(40);
    now = 4_000;
    expect(count.perSecond).toBe(10);
    now = 9_999;
    count.add(60);
    now = 20_000;
    expect(count.perSecond).toBe(0);
  });

  it('is within one bucket of an exact count', () => {
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 3000 }),
      count: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let now = 0;
        const subject = new SlidingCount(10_000, () => now);
        const events: { at: number; count: number }[] = [];
        for (const { wait, count } of steps) {
          now += wait;
          subject.add(count);
          events.push({ at: now, count });
        }
        const since = (ms: number): number =>
          events.filter(({ at }) => at > now - ms).reduce((sum, { count }) => sum + count, 0);
        expect(subject.total).toBeGreaterThanOrEqual(since(9_900));
        expect(subject.total).toBeLessThanOrEqual(since(10_000));
      }),
    );
  });
});
