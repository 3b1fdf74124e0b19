import fc from 'fast-check';
import { MICROS_PER_MILLISECOND, MICROS_PER_SECOND, microsFromSeconds, secondsFromMicros } from './units.js';

describe('units of time', () => {
  it('have a thousand microseconds in a millisecond, a million in a second', () => {
    expect([MICROS_PER_MILLISECOND, MICROS_PER_SECOND]).toEqual([1e3, 1e6]);
  });

  it('carry epoch seconds with microseconds', () => {
    expect(secondsFromMicros(1_703_419_200_123_456)).toBe(1_703_419_200.123456);
    expect(microsFromSeconds(1_703_419_200.123456)).toBe(1_703_419_200_123_456);
  });

  it('come back exactly over the wire, from 1970 to 2100', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_800_000_000 }), (micros) => {
        const overTheWire = JSON.parse(JSON.stringify(secondsFromMicros(micros))) as number;
        expect(microsFromSeconds(overTheWire)).toBe(micros);
      }),
      { seed: 1 },
    );
  });
});
