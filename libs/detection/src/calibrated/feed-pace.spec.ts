import { FeedPace } from './feed-pace.js';

function paceOf(...gapsMicros: number[]): FeedPace {
  const pace = new FeedPace();
  let tsMicros = 0;
  pace.note(tsMicros);
  for (const gap of gapsMicros) pace.note((tsMicros += gap));
  return pace;
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

  it('is a median: pauses and bursts of equal stamps do not move it far', () => {
    const gaps = Array.from({ length: 400 }, (_, i) => (i % 10 === 0 ? 60_000_000 : 50_000));
    const { gapMicros } = paceOf(...gaps, 0, 0, 0);
    expect(gapMicros).toBeGreaterThan(40_000);
    expect(gapMicros).toBeLessThan(65_000);
  });
});
