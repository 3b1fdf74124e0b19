import { MICROS_PER_SECOND } from '@genesis/market';
import { CandidateRate } from './candidate-rate.js';

/** Candidates at these seconds; one in ten minutes is expected. */
function perHour(atSeconds: number, ...seconds: number[]): number {
  const rate = new CandidateRate();
  for (const second of seconds) rate.note(second * MICROS_PER_SECOND);
  return rate.perHour(atSeconds * MICROS_PER_SECOND, 6);
}

describe('CandidateRate', () => {
  it('begins with what is expected, and falls while nothing comes', () => {
    expect(perHour(0)).toBeCloseTo(6, 9);
    expect(perHour(600)).toBeCloseTo(3, 9);
    // Half an hour and the ten minutes of the expected one: one in forty minutes, and no less.
    expect(perHour(1800)).toBeCloseTo(1.5, 9);
    expect(perHour(9000)).toBeCloseTo(1.5, 9);
  });

  it('counts what comes on top of the expected one', () => {
    // Four in five minutes and one in ten: five in fifteen.
    expect(perHour(300, 10, 20, 250, 299)).toBeCloseTo(20, 9);
    expect(perHour(1800, 10, 20, 250, 299)).toBeCloseTo(7.5, 9);
  });

  it('forgets what is older than half an hour', () => {
    expect(perHour(1810, 10, 1000)).toBeCloseTo(4.5, 9);
    expect(perHour(1811, 10, 1000)).toBeCloseTo(3, 9);
  });

  it('measures by the last 256 where more fall into the window', () => {
    const twoASecond = Array.from({ length: 400 }, (_, i) => (i + 1) / 2);
    // The last 256 began at 72.5 s: 257 in 127.5 s and ten minutes.
    expect(perHour(200, ...twoASecond)).toBeCloseTo((257 / 727.5) * 3600, 6);
  });
});
