import fc from 'fast-check';
import { MAX_BINS, TimeBins } from './time-bins.js';

const sum = (a: number, b: number): number => a + b;

describe('TimeBins', () => {
  it('keeps a millisecond per bin while that is enough', () => {
    const bins = new TimeBins();
    expect(bins.locate(5_000_300)).toBe(0);
    expect(bins.locate(5_002_999)).toBe(2);
    expect([bins.length, bins.widthMicros, bins.startMicros(0)]).toEqual([3, 1_000, 5_000_000]);
  });

  it('doubles the width when the bins run out and merges each pair', () => {
    const bins = new TimeBins();
    const count = bins.column(0, sum);
    for (let i = 0; i < MAX_BINS; i++) count.values[bins.locate(i * 1_000)]++;
    count.values[bins.locate(MAX_BINS * 1_000)]++;
    expect(bins.widthMicros).toBe(2_000);
    expect(bins.length).toBe(MAX_BINS / 2 + 1);
    expect(count.values[0]).toBe(2);
    expect(count.values[MAX_BINS / 2]).toBe(1);
    expect(count.values[MAX_BINS / 2 + 1]).toBe(0);
  });

  it('makes room before the first bin for a stamp that goes back', () => {
    const bins = new TimeBins();
    const count = bins.column(0, sum);
    count.values[bins.locate(10_000)] += 7;
    count.values[bins.locate(7_000)] += 1;
    expect([...count.values.subarray(0, bins.length)]).toEqual([1, 0, 0, 7]);
    expect(bins.startMicros(0)).toBe(7_000);
  });

  it('takes a span of years in one jump', () => {
    const bins = new TimeBins();
    const count = bins.column(0, sum);
    count.values[bins.locate(1_340_271_000_000_000)]++;
    count.values[bins.locate(1_940_271_000_000_000)]++;
    expect(bins.length).toBeLessThanOrEqual(MAX_BINS);
    expect(count.values[0]).toBe(1);
    expect(count.values[bins.length - 1]).toBe(1);
  });

  it('agrees with counting after the fact, whatever the order of the stamps', () => {
    const stamps = fc.array(fc.integer({ min: 0, max: 50_000_000 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(stamps, (all) => {
        const bins = new TimeBins();
        const count = bins.column(0, sum);
        const latest = bins.column(-Infinity, Math.max);
        for (const ts of all) {
          const bin = bins.locate(ts);
          count.values[bin]++;
          latest.values[bin] = Math.max(latest.values[bin], ts);
        }
        const wanted = new Map<number, { count: number; latest: number }>();
        for (const ts of all) {
          const start = Math.floor(ts / bins.widthMicros) * bins.widthMicros;
          const before = wanted.get(start) ?? { count: 0, latest: -Infinity };
          wanted.set(start, { count: before.count + 1, latest: Math.max(before.latest, ts) });
        }
        const found = Array.from({ length: MAX_BINS }, (_, bin) => ({
          start: bins.startMicros(bin),
          count: count.values[bin],
          latest: latest.values[bin],
        })).filter((bin) => bin.count > 0 || bin.latest > -Infinity);
        expect(new Map(found.map(({ start, ...bin }) => [start, bin]))).toEqual(wanted);
      }),
      { numRuns: 200 },
    );
  });
});
