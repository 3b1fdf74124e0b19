import { type Judgement } from './judge-alerts.js';

/** Where precision and recall stand when only alerts with at least `score` are looked at. */
export interface CurvePoint {
  readonly score: number;
  readonly recall: number;
  readonly precision: number;
}

/** How well the score tells true alerts from false ones; repeats and related ones take no part. */
export interface Ranking {
  /** Chance that a true alert has a higher score than a false one, equal scores half; null without both kinds. */
  readonly auroc: number | null;
  /** Area under the precision-recall steps; recall counts missed episodes, so it is at most the recall. Null without episodes. */
  readonly average_precision: number | null;
  readonly curve: readonly CurvePoint[];
}

/** Average precision as the sum of (Rₙ − Rₙ₋₁)·Pₙ over falling scores; AUROC as the Mann–Whitney statistic. */
export function rankingOf(judgements: readonly Judgement[], episodes: number): Ranking {
  const judged = judgements.filter(({ verdict }) => verdict === 'true' || verdict === 'false');
  const steps = stepsOf(judged);
  return {
    auroc: aurocOf(steps),
    average_precision: episodes === 0 ? null : averagePrecision(steps, episodes),
    curve: episodes === 0 ? [] : curveOf(steps, episodes),
  };
}

/** Alerts of one score. */
interface Step {
  readonly score: number;
  right: number;
  wrong: number;
}

/** By falling score. */
function stepsOf(judged: readonly Judgement[]): Step[] {
  const steps = new Map<number, Step>();
  for (const { verdict, alert } of judged) {
    const score = alert.score ?? 0;
    const step = steps.get(score) ?? { score, right: 0, wrong: 0 };
    steps.set(score, step);
    if (verdict === 'true') step.right++;
    else step.wrong++;
  }
  return [...steps.values()].sort((a, b) => b.score - a.score);
}

function aurocOf(steps: readonly Step[]): number | null {
  let [above, won, wrong] = [0, 0, 0];
  for (const step of steps) {
    won += step.wrong * (above + step.right / 2);
    above += step.right;
    wrong += step.wrong;
  }
  return above === 0 || wrong === 0 ? null : won / (above * wrong);
}

function curveOf(steps: readonly Step[], episodes: number): CurvePoint[] {
  let [right, wrong] = [0, 0];
  return steps.map((step) => {
    right += step.right;
    wrong += step.wrong;
    return { score: step.score, recall: right / episodes, precision: right / (right + wrong) };
  });
}

function averagePrecision(steps: readonly Step[], episodes: number): number {
  let [area, recall] = [0, 0];
  for (const point of curveOf(steps, episodes)) {
    area += (point.recall - recall) * point.precision;
    recall = point.recall;
  }
  return area;
}
