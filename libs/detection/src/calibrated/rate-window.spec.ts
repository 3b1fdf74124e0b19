import fc from 'fast-check';
import { seededRandom } from '@genesis/market';
import { microsAt } from '../../testing/row-view.js';
import { RateWindow } from './rate-window.js';

function noted(window: RateWindow, ...seconds: number[]): number[] {
  return seconds.map((at) => window.note({ tsMicros: microsAt(at) }));
}

describe('RateWindow', () => {
  it('counts the updates of the last second, that of a second ago included', () => {
    const window = new RateWindow();
    expect(noted(window, 0, 0.5, 0.5, 1, 1.01, 3)).toEqual([1, 2, 3, 4, 4, 1]);
    expect([window.count(microsAt(4)), window.count(microsAt(4.01))]).toEqual([1, 0]);
  });

  it('takes the first whole second for a busy one, then steps up by a seventh, down by a seven-hundredth', () => {
    const window = new RateWindow();
    noted(window, 0, 0.4, 0.8);
    expect(window.busy).toBe(0);
    // The second up to 1 s has four updates.
    noted(window, 1);
    expect(window.busy).toBe(4);
    // That up to 2 s has five.
    noted(window, 1.2, 1.4, 1.6, 2);
    expect(window.busy).toBeCloseTo(4 * (1 + 0.15 * 0.99), 12);
    noted(window, 3.5);
    expect(window.busy).toBeCloseTo((4 * 1.1485) / (1 + 0.15 * 0.01), 12);
  });

  it('samples once a second', () => {
    const window = new RateWindow();
    noted(window, 0, 1, 1.1, 1.2, 1.3, 1.9);
    expect(window.busy).toBe(2);
  });

  it('settles near the 99th percentile of the seconds', () => {
    const [window, random] = [new RateWindow(), seededRandom(8)];
    let sum = 0;
    for (let second = 0; second < 2_000; second++) {
      const updates = 1 + Math.floor(100 * random());
      for (let i = 0; i < updates; i++) window.note({ tsMicros: microsAt(second + i / updates) });
      if (second >= 1_000) sum += window.busy;
    }
    // Evenly 1 to 100 updates a second.
    expect(sum / 1_000).toBeGreaterThan(90);
    expect(sum / 1_000).toBeLessThan(112);
  });

  it('starts counting anew once cleared, and keeps what it learnt', () => {
    const window = new RateWindow();
    noted(window, 0, 0.5, 1);
    const { busy } = window;
    window.clear();
    expect([window.count(microsAt(1)), window.busy]).toEqual([0, busy]);
  });

  it('agrees with a naive count over bursts of any size', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 4_000 });
    fc.assert(
      fc.property(gaps, (list) => {
        const window = new RateWindow();
        const times: number[] = [];
        let now = 0;
        let oldest = 0;
        for (const gap of list) {
          times.push((now += gap * 100));
          while (now - times[oldest] > 1_000_000) oldest++;
          expect(window.note({ tsMicros: now })).toBe(times.length - oldest);
        }
      }),
      { numRuns: 20, seed: 9 },
    );
  });

  it('holds more than its first thousand updates, in order', () => {
    const window = new RateWindow();
    for (let i = 0; i < 700; i++) window.note({ tsMicros: i });
    for (let i = 0; i < 3_000; i++) window.note({ tsMicros: 1_500_000 + i });
    expect(window.count(1_500_000 + 2_999)).toBe(3_000);
    expect(window.count(2_500_000 + 1_000)).toBe(2_000);
  });
});
