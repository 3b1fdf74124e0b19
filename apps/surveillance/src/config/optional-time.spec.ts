import { optionalTime } from './optional-time.js';

describe('optionalTime', () => {
  const setting = optionalTime({ env: 'DB_FROM', description: 'First stamp.' });

  it.each([
    ['2012-06-21 09:30:00.5', 1_340_271_000_500_000],
    ['2012-06-21T09:30:00Z', 1_340_271_000_000_000],
    ['1340271000', 1_340_271_000_000_000],
    ['1340271000500', 1_340_271_000_500_000],
    ['1340271000500250', 1_340_271_000_500_250],
  ])('takes %s', (text, micros) => {
    expect(setting.parse(text)).toBe(micros);
  });

  it.each(['yesterday', '2012-13-01', ''])('does not take "%s"', (text) => {
    expect(setting.parse(text)).toBeUndefined();
  });

  it('is none by default, and is written as it is read', () => {
    expect(setting.default).toBeNull();
    expect(setting.format(null)).toBe('');
    expect(setting.parse(setting.format(1_340_271_000_500_250))).toBe(1_340_271_000_500_250);
  });
});
