import fc from 'fast-check';
import { MICROS, microsFromTimestamp, timestampFromMicros } from './timestamps.js';

describe('timestamps', () => {
  it.each([
    ['1970-01-01 00:00:00', 0],
    ['2012-06-21 09:30:00.5', 1_340_271_000_500_000],
    ['2012-06-21 09:30:00.000001', 1_340_271_000_000_001],
    ['1969-12-31 23:59:59.999999', -1],
    ['infinity', Infinity],
    ['-infinity', -Infinity],
  ])('reads %s', (text, micros) => {
    expect(microsFromTimestamp(text)).toBe(micros);
  });

  it.each(['2012-06-21', '2012-06-21T09:30:00', '0044-03-15 12:00:00 BC', ''])('refuses "%s"', (text) => {
    expect(() => microsFromTimestamp(text)).toThrow(
      `timestamp is "${text}", allowed: YYYY-MM-DD HH:MM:SS[.ffffff]`,
    );
  });

  it('writes microseconds, also before the epoch', () => {
    expect(timestampFromMicros(1_340_271_000_500_001)).toBe('2012-06-21 09:30:00.500001');
    expect(timestampFromMicros(-1)).toBe('1969-12-31 23:59:59.999999');
  });

  it('reads back what it writes', () => {
    const micros = fc.integer({ min: -2_000_000_000_000_000, max: Number.MAX_SAFE_INTEGER });
    fc.assert(fc.property(micros, (value) => microsFromTimestamp(timestampFromMicros(value)) === value));
  });

  it('reaches the server as text that keeps the microseconds, and absent as absent', () => {
    const parameter = MICROS.to(1_340_271_000_500_001) as { toPostgres: () => string };
    expect(parameter.toPostgres()).toBe('2012-06-21 09:30:00.500001');
    expect(MICROS.to(null)).toBeNull();
    expect(MICROS.from(5)).toBe(5);
  });
});
