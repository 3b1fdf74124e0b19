import * as fc from 'fast-check';
import { RepeatWindow } from './repeat-window.js';

describe('RepeatWindow', () => {
  it('says the same as counting all sightings of the last window', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 30 })), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 5 }), (sightings, threshold) => {
        const window = new RepeatWindow(50);
        const all: [string, number][] = [];
        let now = 0;
        for (const [key, elapsed] of sightings) {
          all.push([key, (now += elapsed)]);
          window.advance(now);
          const inWindow = all.filter(([other, at]) => other === key && now - at <= 50).length;
          expect(window.see(key, now, threshold)).toBe(inWindow >= threshold);
        }
      }),
    );
  });

  it('keeps no key for longer than its window', () => {
    const window = new RepeatWindow(50);
    for (let at = 0; at < 1000; at++) {
      window.advance(at);
      window.see(`symbol ${at}`, at, 3);
    }
    expect(window.size).toBe(51);
  });
});
