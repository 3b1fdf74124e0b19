import fc from 'fast-check';
import { assess, severityOf, severityScore, type ScoredFactor } from './severity-score.js';

function factor(weight: number, excess: number): ScoredFactor {
  return { name: 'size', value: 3, baseline: 1, threshold: 2, weight, unit: 'means', excess };
}

describe('severityScore', () => {
  it('counts half the weight of a factor at its threshold', () => {
    expect(severityScore([factor(0.8, 0)])).toBe(40);
  });

  it('counts σ(1) = 0.7311 of the weight half a step beyond it', () => {
    // 0.6 · 0.73106 = 0.43864.
    expect(severityScore([factor(0.6, 0.5)])).toBe(43.9);
  });

  it('joins factors as independent reasons: 1 − (1 − 0.35)(1 − 0.4) = 0.61', () => {
    expect(severityScore([factor(0.7, 0), factor(0.4, 100)])).toBe(61);
  });

  it('is 0 without factors and for one that fell far short', () => {
    expect(severityScore([])).toBe(0);
    expect(severityScore([factor(1, -100)])).toBe(0);
  });

  it('lies in [0, 100] and grows with every factor', () => {
    const factors = fc.array(
      fc.record({
        weight: fc.double({ min: 0, max: 1, noNaN: true }),
        excess: fc.double({ min: -5, max: 5, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(factors, (list) => {
        const scored = list.map(({ weight, excess }) => factor(weight, excess));
        const score = severityScore(scored);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        const stronger = list.map(({ weight, excess }) => factor(weight, excess + 1));
        expect(severityScore(stronger)).toBeGreaterThanOrEqual(score);
        expect(severityScore([...scored, factor(0.5, 0)])).toBeGreaterThanOrEqual(score);
      }),
      { seed: 5 },
    );
  });
});

describe('severityOf', () => {
  it.each([
    [0, 'LOW'],
    [39.9, 'LOW'],
    [40, 'MEDIUM'],
    [64.9, 'MEDIUM'],
    [65, 'HIGH'],
    [84.9, 'HIGH'],
    [85, 'CRITICAL'],
    [100, 'CRITICAL'],
  ])('calls a score of %p %s', (score, severity) => {
    expect(severityOf(score)).toBe(severity);
  });
});

describe('assess', () => {
  it('hands the factors on as alerts carry them', () => {
    expect(assess([factor(0.8, 0)])).toEqual({
      score: 40,
      severity: 'MEDIUM',
      factors: [{ name: 'size', value: 3, baseline: 1, threshold: 2, weight: 0.8, unit: 'means' }],
    });
  });
});
