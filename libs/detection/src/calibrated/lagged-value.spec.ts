import { LaggedValue } from './lagged-value.js';

const SECOND = 1_000_000;

describe('LaggedValue', () => {
  it('is unknown before the first value, and the oldest one while none is old enough', () => {
    const lagged = new LaggedValue();
    expect(lagged.before(0, SECOND)).toBeNaN();
    lagged.note(1, 0);
    lagged.note(2, 400_000);
    expect(lagged.before(900_000, SECOND)).toBe(1);
  });

  it('gives the value that stood a second ago', () => {
    const lagged = new LaggedValue();
    for (let i = 0; i < 40; i++) lagged.note(i, i * 100_000);
    expect(lagged.before(3_900_000, SECOND)).toBe(29);
    expect(lagged.before(3_999_999, SECOND)).toBe(29);
    expect(lagged.before(4_000_000, SECOND)).toBe(30);
  });

  it('holds the last value through a silence', () => {
    const lagged = new LaggedValue();
    lagged.note(7, 0);
    lagged.note(8, 3 * SECOND);
    expect(lagged.before(3.5 * SECOND, SECOND)).toBe(7);
    expect(lagged.before(60 * SECOND, SECOND)).toBe(8);
  });

  it('keeps a second of values however fast they come', () => {
    const lagged = new LaggedValue();
    for (let i = 0; i <= 3000; i++) lagged.note(i, i * 1000);
    // One in 50 ms is kept: 1999 ms was skipped, 1950 ms was not.
    expect(lagged.before(2_999_000, SECOND)).toBe(1950);
  });

  it('forgets', () => {
    const lagged = new LaggedValue();
    lagged.note(1, 0);
    lagged.clear();
    expect(lagged.before(5 * SECOND, SECOND)).toBeNaN();
  });
});
