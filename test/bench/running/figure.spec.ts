import { figureOf } from './figure.js';
import { quantile } from './statistics.js';

describe('figureOf', () => {
  it('has the medians, and the median of the ratios rather than the ratio of the medians', () => {
    // Ratios 0.5, 0.2, 0.9.
    const figure = figureOf('scan', 'CSV', 'rows/s', { values: [50, 10, 90], ceilings: [100, 50, 100] });
    expect(figure).toEqual({
      bench: 'scan',
      metric: 'CSV',
      value: 50,
      unit: 'rows/s',
      ceiling: 100,
      ratio: 0.5,
      median_of: 3,
      // Quartiles 0.35 and 0.7.
      spread: 0.35,
    });
  });

  it('has no ratio where there is no ceiling, and four digits of what was measured', () => {
    const figure = figureOf('memory', 'rss', 'MB', { values: [123.456], ceilings: [] });
    expect(figure).toMatchObject({ value: 123.5, ceiling: null, ratio: null, spread: 0 });
  });
});

describe('quantile', () => {
  it('is between two values where it falls between them', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((share) => quantile([4, 1, 3, 2], share))).toEqual([
      1, 1.75, 2.5, 3.25, 4,
    ]);
  });

  it('has no value to give for none', () => {
    expect(() => quantile([], 0.5)).toThrow('a quantile of no values');
  });
});
