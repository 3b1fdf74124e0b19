import { seededRandom } from '@genesis/market';
import { FeedPace } from './feed-pace.js';

function paceOf(...gapsMicros: number[]): FeedPace {
  const pace = new FeedPace();
  let tsMicros = 0;
  pace.note(tsMicros);
  for (const gap of gapsMicros) pace.note((tsMicros += gap));
  return pace;
}

/** Two thousand gaps. */
function cycle(...gapsMicros: number[]): number[] {
  return Array.from({ length: 2000 }, (_, i) => gapsMicros[i % gapsMicros.length]);
}

/** Those of a Poisson stream. */
function randomGaps(meanMicros: number): number[] {
  const random = seededRandom(5);
  return Array.from({ length: 2000 }, () => -meanMicros * Math.log(1 - random()));
}

describe('FeedPace', () => {
  it('knows no gap before the second row', () => {
    expect(paceOf().gapMicros).toBe(0);
    expect(paceOf().span(2, 100)).toBe(2_000_000);
  });

  it('has the gap of a fixed cadence', () => {
    expect(paceOf(3_000_000, 3_000_000, 3_000_000).gapMicros).toBe(3_000_000);
  });

  it('takes the longer of a time and a number of rows', () => {
    const slow = paceOf(3_000_000);
    expect(slow.span(2, 3)).toBe(9_000_000);
    expect(slow.span(20, 3)).toBe(20_000_000);
    expect(paceOf(10_000).span(2, 3)).toBe(2_000_000);
  });

  it('takes a moment ago for the time of a row, where that is longer', () => {
    expect(paceOf(10_000, 10_000).justNow(0.3)).toBe(300_000);
    // Not conflated: rows come in clusters, half a second apart in the median.
    const clusters = paceOf(500_000, ...Array<number>(100).fill(0));
    expect([clusters.conflated, clusters.justNow(0.3), clusters.justNow(2)]).toEqual([
      false,
      500_000,
      2_000_000,
    ]);
  });

  it('takes it for the time since the row before on a conflated feed, early or late', () => {
    const steady = Array<number>(20).fill(3_000_000);
    expect(paceOf(...steady, 2_700_000).justNow(0.3)).toBe(2_700_000);
    expect(paceOf(...steady, 3_400_000).justNow(0.3)).toBe(3_400_000);
    // A pause leaves the median inexact by the last bit: a row is a row all the same.
    const paused = paceOf(...steady, 5_400_000_000, ...steady);
    expect(paused.justNow(0.3)).toBe(3_000_000);
  });

  it('is a median: pauses and bursts of equal stamps do not move it far', () => {
    const gaps = Array.from({ length: 400 }, (_, i) => (i % 10 === 0 ? 60_000_000 : 50_000));
    const { gapMicros } = paceOf(...gaps, 0, 0, 0);
    expect(gapMicros).toBeGreaterThan(40_000);
    expect(gapMicros).toBeLessThan(65_000);
  });

  it.each([
    ['before the second row', [], false],
    ['every 3 s', Array<number>(50).fill(3_000_000), true],
    ['every 0.5 s', Array<number>(50).fill(500_000), true],
    ['every 100 ms', Array<number>(50).fill(100_000), true],
    ['every 80 ms', Array<number>(50).fill(80_000), false],
    ['every 0.5 s, up to half early or late', cycle(250_000, 600_000, 450_000, 750_000, 500_000), true],
    ['every 0.9 s, however many come at once', cycle(1_000_000, 900_000, 100, 950_000, 1_100_000), true],
    ['in clusters 0.2 s apart', cycle(200_000, 300_000, 1_000, 250_000, 150_000), false],
    ['in clusters of equal stamps 0.2 s apart', cycle(200_000, 300_000, 0, 250_000, 150_000), false],
    ['at random times, 0.3 s apart in the mean', randomGaps(300_000), false],
    ['at random times, 20 ms apart in the mean', randomGaps(20_000), false],
  ] as [string, number[], boolean][])(
    'says of a feed that shows rows %s whether it is conflated',
    (_feed, gaps, conflated) => {
      expect(paceOf(...gaps).conflated).toBe(conflated);
    },
  );

  it('knows a steady feed again after any number of equal stamps', () => {
    const equal = Array<number>(20_000).fill(0);
    const steady = Array<number>(3_000).fill(500_000);
    expect(paceOf(500_000, ...equal).conflated).toBe(false);
    expect(paceOf(500_000, ...equal, ...steady).conflated).toBe(true);
  });
});
