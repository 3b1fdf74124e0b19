import { isSweep } from './is-sweep.js';
import { type Run } from './quote-track.js';

/** Leaves after so long and reaches its end so long after that; how long the quotes stay there does not count. */
function reachedAfter(micros: number, stoodMicros = 0): Run {
  const leftMicros = 1_000_000 + stoodMicros;
  const reachedMicros = leftMicros + micros;
  return {
    direction: 1,
    size: 1,
    retraced: 1,
    startMicros: 1_000_000,
    startSequence: 1,
    leftMicros,
    reachedMicros,
    turnMicros: reachedMicros + 2_000_000,
  };
}

describe('isSweep', () => {
  it('is a run of at most the least time of a series of orders', () => {
    expect(isSweep(reachedAfter(100_000), 0.5, false)).toBe(true);
    expect(isSweep(reachedAfter(500_000), 0.5, false)).toBe(true);
    expect(isSweep(reachedAfter(500_001), 0.5, false)).toBe(false);
  });

  it('is a jump after a long silence, unless the rows are states of a time', () => {
    const jump = reachedAfter(0, 3_000_000);
    expect([isSweep(jump, 0.5, false), isSweep(jump, 0.5, true)]).toEqual([true, false]);
  });

  it('is a run without any duration only, where the rule is switched off', () => {
    expect(isSweep(reachedAfter(0), 0, false)).toBe(true);
    expect(isSweep(reachedAfter(1), 0, false)).toBe(false);
  });
});
