import fc from 'fast-check';
import { formatStamp } from './format-stamp.js';
import { parseDate, parseSeconds, parseStamp } from './parse-stamp.js';

function stamp(text: string): number {
  const bytes = Buffer.from(text);
  return parseStamp(bytes, 0, bytes.length);
}

// 2012-06-21 09:30:00 UTC is 1340271000 s after the epoch.
const SECONDS = 1_340_271_000;

describe('parseStamp', () => {
  it.each([
    ['2012-06-21 09:30:00', 0],
    ['2012-06-21T09:30:00', 0],
    ['2012-06-21 09:30:00.004241', 4_241],
    ['2012-06-21 09:30:00.1', 100_000],
    ['2012-06-21T09:30:00.221064336Z', 221_064],
    ['2012-06-21 09:30:00.000000999', 0],
    ['2012-06-21 11:30:00.5+02:00', 500_000],
    ['2012-06-21T04:00:00-05:30', 0],
    ['2012-06-21 09:30:00Z', 0],
    ['1340271000', 0],
    ['1340271000.25', 250_000],
    ['1340271000.1234567', 123_456],
    ['1340271000004', 4_000],
    ['1340271000004241', 4_241],
    ['1340271000004241999', 4_241],
  ])('reads %s', (text, micros) => {
    expect(stamp(text)).toBe(SECONDS * 1e6 + micros);
  });

  it.each([
    ['2000-02-29 00:00:00', Date.UTC(2000, 1, 29)],
    ['2100-03-01 00:00:00', Date.UTC(2100, 2, 1)],
    ['1970-01-01 00:00:00', 0],
    ['2254-12-31 23:59:59', Date.UTC(2254, 11, 31, 23, 59, 59)],
  ])('knows the calendar at %s', (text, millis) => {
    expect(stamp(text)).toBe(millis * 1000);
  });

  it.each([
    '',
    'not-a-date',
    '2012/06/21 09:30:00',
    '2012-06-21',
    '09:30:00.5',
    '2012-06-21 09:30',
    '2012-06-21_09:30:00',
    '2012-13-01 00:00:00',
    '2012-00-01 00:00:00',
    '2012-04-31 00:00:00',
    '2011-02-29 00:00:00',
    '2100-02-29 00:00:00',
    '2012-06-00 00:00:00',
    '2012-06-21 24:00:00',
    '2012-06-21 09:60:00',
    '2012-06-21 09:30:60',
    '2012-06-21 09-30-00',
    '2012-06-21 09:30:00.',
    '2012-06-21 09:30:00.1234567890',
    '2012-06-21 09:30:00.12x',
    '2012-06-21 09:30:00 UTC',
    '2012-06-21 09:30:00+0200',
    '2012-06-21 09:30:00+24:00',
    '2012-06-21 09:30:00*02:00',
    '2012-06-21 09:30:00Zulu',
    '2255-01-01 00:00:00',
    '1969-12-31 23:59:59',
    '20120621',
    '20120621093000',
    '34200.004241176',
    '1340271000.',
    '1340271000004.5',
    '0001340271000',
    '-1340271000',
    '9999999999999999999',
    '18446744073709551615',
    '1340271000abc',
  ])('refuses %p', (text) => {
    expect(stamp(text)).toBeNaN();
  });

  it('reads back what formatStamp writes', () => {
    const latest = Date.UTC(2254, 11, 31, 23, 59, 59) * 1000;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: latest }), (micros) => {
        expect(stamp(formatStamp(micros))).toBe(micros);
      }),
    );
  });

  it('agrees with Date on every day of four centuries', () => {
    const wrong: string[] = [];
    for (let day = 0; day < 104_000; day++) {
      const text = new Date(day * 86_400_000).toISOString().slice(0, 10);
      if (parseDate(Buffer.from(text), 0, 10) !== day) wrong.push(text);
    }
    expect(wrong).toEqual([]);
  });
});

describe('parseSeconds', () => {
  it.each([
    ['34200.004241176', 34_200_004_241],
    ['34200.1', 34_200_100_000],
    ['34200', 34_200_000_000],
  ])('cuts %s to the microsecond', (text, micros) => {
    expect(parseSeconds(Buffer.from(text), 0, text.length)).toBe(micros);
  });

  it.each(['', '.5', '12.', '12.3x', 'x'])('refuses %p', (text) => {
    expect(parseSeconds(Buffer.from(text), 0, text.length)).toBeNaN();
  });
});
