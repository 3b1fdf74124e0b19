import { formatCount, formatDuration, formatNumber, formatTime } from './format.js';

describe('formats', () => {
  it('counts with separators', () => {
    expect([formatCount(0), formatCount(1_234_567), formatCount(999.6)]).toEqual(['0', '1,234,567', '1,000']);
  });

  it('cuts event time to the millisecond', () => {
    expect(formatTime(1_340_271_000_004_999)).toBe('2012-06-21 09:30:00.004');
  });

  it.each([
    [250_000, '0.250 s'],
    [12_340_000, '12.3 s'],
    [647_000_000, '10 min 47 s'],
    [3_600_000_000, '1 h 0 min'],
    [59_999_600_000, '16 h 40 min'],
    [260_000_000_000, '3 d 0 h'],
  ])('says how long %d us are', (micros, text) => {
    expect(formatDuration(micros)).toBe(text);
  });

  it('shows numbers without noise', () => {
    expect([formatNumber(0.1 + 0.2), formatNumber(585.335, 9), formatNumber(1e-9)]).toEqual([
      '0.3',
      '585.335',
      '1e-9',
    ]);
  });
});
