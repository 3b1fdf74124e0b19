import { isSweep } from './is-sweep.js';
import { type Run } from './quote-track.js';

/** Reaches its end after so long; how long the quotes stay there does not count. */
function reachedAfter(micros: number): Run {
  const reachedMicros = 1_000_000 + micros;
  return {
    direction: 1,
    size: 1,
    retraced: 1,
    startMicros: 1_000_000,
    startSequence: 1,
    reachedMicros,
    turnMicros: reachedMicros + 2_000_000,
  };
}

describe('isSweep', () => {
  it('is a run of at most the least time of a series of orders', () => {
    expect(isSweep(reachedAfter(100_000), 0.5)).toBe(true);
    expect(isSweep(reachedAfter(500_000), 0.5)).toBe(true);
    expect(isSweep(reachedAfter(500_001), 0.5)).toBe(false);
  });

  it('is a run without any duration only, where the rule is switched off', () => {
    expect(isSweep(reachedAfter(0), 0)).toBe(true);
    expect(isSweep(reachedAfter(1), 0)).toBe(false);
  });
});
