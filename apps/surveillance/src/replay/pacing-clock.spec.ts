import fc from 'fast-check';
import { PacingClock } from './pacing-clock.js';

const SECOND = 1_000_000;

describe('PacingClock', () => {
  it('lets a row be due at its distance in event time divided by the speed', () => {
    const clock = new PacingClock(2);
    clock.anchor(100 * SECOND, 5_000);
    expect(clock.dueAtMs(100 * SECOND)).toBe(5_000);
    expect(clock.dueAtMs(103 * SECOND)).toBe(6_500);
    expect(clock.positionAt(6_500)).toBe(103 * SECOND);
  });

  it('never drifts: any row, however many rows later, is due exactly at event time / speed', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        fc.array(fc.integer({ min: 0, max: 5 * SECOND }), { minLength: 1, maxLength: 500 }),
        (speed, gaps) => {
          const clock = new PacingClock(speed);
          const startMicros = 1_700_000_000 * SECOND;
          clock.anchor(startMicros, 1_000);
          let tsMicros = startMicros;
          for (const gap of gaps) tsMicros += gap;
          const expectedMs = 1_000 + (tsMicros - startMicros) / 1000 / speed;
          expect(clock.dueAtMs(tsMicros)).toBeCloseTo(expectedMs, 3);
        },
      ),
    );
  });

  it('keeps the position over any sequence of speed changes and pauses', () => {
    const step = fc.record({
      waitMs: fc.integer({ min: 0, max: 10_000 }),
      speed: fc.double({ min: 0.1, max: 10, noNaN: true }),
      pause: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const clock = new PacingClock(1);
        clock.anchor(0, 0);
        let nowMs = 0;
        let expectedMicros = 0;
        for (const { waitMs, speed, pause } of steps) {
          if (!clock.paused) expectedMicros += waitMs * 1000 * clock.speed;
          nowMs += waitMs;
          expect(clock.positionAt(nowMs)).toBeCloseTo(expectedMicros, 0);
          clock.setSpeed(speed, nowMs);
          if (pause && !clock.paused) clock.pause(nowMs);
          if (!pause && clock.paused) clock.resume(nowMs);
        }
      }),
    );
  });

  it('does not burst after a pause: the next row is due as far ahead as it was', () => {
    const clock = new PacingClock(1);
    clock.anchor(0, 0);
    clock.pause(400);
    expect(clock.dueAtMs(1 * SECOND)).toBe(Infinity);
    clock.resume(60_400);
    expect(clock.dueAtMs(1 * SECOND)).toBe(61_000);
    expect(clock.dueAtMs(2 * SECOND)).toBe(62_000);
  });

  it('holds the position when the speed changes during a pause', () => {
    const clock = new PacingClock(1);
    clock.anchor(0, 0);
    clock.pause(500);
    clock.setSpeed(10, 900);
    clock.resume(2_000);
    expect(clock.dueAtMs(1 * SECOND)).toBe(2_050);
  });
});
