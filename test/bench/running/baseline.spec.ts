import { baselineOf, fallsFrom } from './baseline.js';
import { type Figure, figureOf } from './figure.js';

/** A rate whose ratio to its ceiling of 100 is `ratio` in all three repeats. */
function rate(ratio: number, metric = 'rows'): Figure {
  return figureOf('b', metric, 'rows/s', {
    values: Array<number>(3).fill(100 * ratio),
    ceilings: [100, 100, 100],
  });
}

describe('fallsFrom', () => {
  it('finds a rate that lost a fifth of its share of the ceiling, whatever the machine', () => {
    const twiceAsFast = figureOf('b', 'rows', 'rows/s', { values: [80], ceilings: [200] });
    const [fall] = fallsFrom(baselineOf([rate(0.5)]), [twiceAsFast]);
    expect(fall).toMatchObject({ was: 0.5, is: 0.4, noise: 0.1 });
    expect(fall.worseBy).toBeCloseTo(0.2, 12);
  });

  it('leaves what is within a tenth, better, or unknown', () => {
    const baseline = baselineOf([rate(0.5)]);
    for (const figure of [rate(0.46), rate(0.9), rate(0.1, 'new')])
      expect(fallsFrom(baseline, [figure])).toEqual([]);
  });

  it('takes a wide spread for noise', () => {
    // Ratios 0.3, 0.5, 0.7: quartiles 0.4 and 0.6, half their distance 0.1, a fifth of the median.
    const noisy = figureOf('b', 'rows', 'rows/s', { values: [30, 50, 70], ceilings: [100, 100, 100] });
    expect(noisy.spread).toBe(0.2);
    expect(fallsFrom(baselineOf([rate(1)]), [noisy])).toEqual([]);
  });

  it('knows that bytes are worse when they are more, and compares no cost without a ceiling', () => {
    const of = (unit: string, value: number): Figure =>
      figureOf('b', unit, unit, { values: [value], ceilings: [] });
    const baseline = baselineOf([of('B', 100), of('µs/row', 1)]);
    expect(fallsFrom(baseline, [of('B', 150), of('µs/row', 9)]).map(({ figure }) => figure.unit)).toEqual([
      'B',
    ]);
    expect(fallsFrom(baseline, [of('B', 50)])).toEqual([]);
  });
});
