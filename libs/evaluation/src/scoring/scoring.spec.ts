import { seededRandom } from '@genesis/market';
import { bootstrapIntervals, resampledUnits } from './bootstrap.js';
import { type Judgement, type Verdict } from './judge-alerts.js';
import { rankingOf } from './ranking.js';
import { roundHalfEven } from './round-half-even.js';
import { activeHours, secondRowAfter } from './row-times.js';
import { type ScoredLabel } from './scored-label.js';
import { summariseJudgements } from './summarise-judgements.js';
import { median, quantile, share, Tally } from './tally.js';

function label(id: string, type = 'SPOOFING', difficulty: string | null = 'easy'): ScoredLabel {
  const kind = type === 'BENIGN' ? 'REPEG' : null;
  return { id, type, kind, side: 'bid', start: 100, end: 101, difficulty };
}

function judgement(verdict: Verdict, score: number, about: ScoredLabel | null = null): Judgement {
  const alert = { timestamp: 100.5, type: 'SPOOFING', side: 'bid', score };
  return { verdict, reason: verdict === 'false' ? 'outside' : null, label: about, alert };
}

describe('roundHalfEven', () => {
  it.each([
    [1 / 32, 4, 0.0312],
    [3 / 32, 4, 0.0938],
    [0.5, 0, 0],
    [1.5, 0, 2],
    [2.675, 2, 2.67], // the double is a little less
    [-1 / 32, 4, -0.0312],
    [2 / 3, 4, 0.6667],
    [1191, 2, 1191],
  ])('%p to %p digits is %p, as in Python', (value, digits, rounded) => {
    expect(roundHalfEven(value, digits)).toBe(rounded);
  });
});

describe('row times', () => {
  it('finds the second row after a moment, or the last', () => {
    expect(secondRowAfter([0, 3, 6, 9], 3)).toBe(9);
    expect(secondRowAfter([0, 3, 6, 9], 8)).toBe(9);
    expect(secondRowAfter([], 8)).toBe(8);
  });

  it('counts a hole for 300 s at most', () => {
    expect(activeHours([0, 100, 100, 10_000])).toBe(400 / 3600);
  });
});

describe('tally', () => {
  it('ranks by count, then by first coming', () => {
    const tally = new Tally();
    for (const name of ['a', 'b', 'c', 'b', 'c']) tally.add(name);
    expect(Object.entries(tally.mostCommon())).toEqual([
      ['b', 2],
      ['c', 2],
      ['a', 1],
    ]);
  });

  it('has medians, quantiles and shares, null of nothing', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5, 12);
    expect([median([]), share(1, 0)]).toEqual([null, null]);
  });
});

describe('rankingOf', () => {
  it('is the Mann–Whitney statistic and the area under the steps', () => {
    const judged = [
      judgement('true', 90),
      judgement('false', 80),
      judgement('true', 70),
      judgement('true', 60),
      judgement('false', 60),
      judgement('repeat', 99),
    ];
    const { auroc, average_precision, curve } = rankingOf(judged, 4);
    // Pairs (true, false) won: 90 beats 80 and 60; 70 beats 60; 60 draws with 60: 3.5 of 6.
    expect(auroc).toBeCloseTo(3.5 / 6, 12);
    // Recall rises by 1/4 at precision 1, then at 2/3, then at 3/5.
    expect(average_precision).toBeCloseTo((1 + 2 / 3 + 3 / 5) / 4, 12);
    expect(curve.map(({ score }) => score)).toEqual([90, 80, 70, 60]);
  });

  it('is null where there is nothing to tell apart', () => {
    expect(rankingOf([judgement('true', 1)], 1)).toMatchObject({ auroc: null, average_precision: 1 });
    expect(rankingOf([judgement('false', 1)], 0)).toEqual({
      auroc: null,
      average_precision: null,
      curve: [],
    });
  });
});

describe('bootstrapIntervals', () => {
  const labels = Array.from({ length: 40 }, (_, i) => label(String(i)));
  const judged = labels.slice(0, 30).map((one) => judgement('true', 50, one));
  const units = resampledUnits(labels, [...judged, judgement('false', 10)], null);

  it('draws episodes and minutes, not alerts', () => {
    expect(units).toHaveLength(41);
    expect(resampledUnits(labels, judged, 'LAYERING')).toEqual([]);
  });

  it('covers what was measured, is seeded, and is null without anything to divide by', () => {
    const { recall, precision } = bootstrapIntervals(units, 300, seededRandom(1));
    expect(recall).not.toBeNull();
    const [low, high] = recall ?? [1, 0];
    expect(low).toBeLessThan(0.75);
    expect(high).toBeGreaterThan(0.75);
    // Binomial with n = 40, p = 0.75: ± 1.96 · 0.068.
    expect(high - low).toBeGreaterThan(0.15);
    expect(high - low).toBeLessThan(0.4);
    expect(precision?.[1]).toBe(1);
    expect(bootstrapIntervals(units, 300, seededRandom(1))).toEqual({ recall, precision });
    expect(bootstrapIntervals([], 10, seededRandom(1))).toEqual({ recall: null, precision: null });
  });
});

describe('summariseJudgements', () => {
  it('counts by type and difficulty, and honest episodes by kind', () => {
    const [found, missed, honest] = [label('a'), label('b', 'SPOOFING', 'hard'), label('c', 'BENIGN', null)];
    const judgements: Judgement[] = [
      judgement('true', 80, found),
      judgement('repeat', 80, found),
      { ...judgement('false', 20, honest), reason: 'benign' },
      { ...judgement('related', 20, missed), alert: { timestamp: 100, type: 'LAYERING', side: 'bid' } },
    ];
    const report = summariseJudgements({
      labels: [found, missed, honest],
      judgements,
      snapshots: 10_000,
      hours: 0.5,
    });
    expect(report.types.SPOOFING).toEqual({
      episodes: 2,
      recall: 0.5,
      recall_by_difficulty: { easy: 1, hard: 0 },
      true_alerts: 1,
      repeat_alerts: 1,
      related_alerts: 0,
      false_alerts: 1,
      precision: 0.5,
      f1: 0.5,
      false_per_10k_snapshots: 1,
      false_per_hour: 2,
      delay_median_s: 0.5,
      side_right: 1,
    });
    expect(report.types.LAYERING).toMatchObject({ episodes: 0, recall: null, related_alerts: 1, f1: null });
    expect(report.overall).toMatchObject({ recall: 0.5, recall_mean_over_types: 0.5, precision: 0.5 });
    expect(report.benign).toEqual({
      REPEG: { episodes: 1, hit: 1, false_alerts: 1, by_type: { SPOOFING: 1 } },
    });
    expect(report.related_pairs).toEqual({ 'SPOOFING <- LAYERING': 1 });
    expect(report.false_because).toEqual({ benign: 1 });
  });
});
