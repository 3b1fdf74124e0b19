import { type RandomSource } from '@genesis/market';
import { type Judgement } from './judge-alerts.js';
import { BENIGN, type ScoredLabel } from './scored-label.js';
import { quantile } from './tally.js';

/** What is drawn with replacement: an episode with the alerts in it, or a minute with the alerts outside all. */
export interface ResampledUnit {
  readonly episodes: number;
  readonly found: number;
  readonly right: number;
  readonly wrong: number;
}

/** 95 % intervals (percentile bootstrap, Efron); null where too few draws had anything to divide by. */
export interface Intervals {
  readonly recall: readonly [low: number, high: number] | null;
  readonly precision: readonly [low: number, high: number] | null;
}

const LOW = 0.025;
const HIGH = 0.975;
const SECONDS_PER_UNIT = 60;

/**
 * Units of one stretch of data, for one type or (null) for all. Alerts of one episode belong together, as do those of
 * one minute: drawing alerts singly would take their clustering for evidence.
 */
export function resampledUnits(
  labels: readonly ScoredLabel[],
  judgements: readonly Judgement[],
  type: string | null,
): ResampledUnit[] {
  const units = new Map<string, { episodes: number; found: number; right: number; wrong: number }>();
  const unitOf = (key: string): { episodes: number; found: number; right: number; wrong: number } => {
    const unit = units.get(key) ?? { episodes: 0, found: 0, right: 0, wrong: 0 };
    units.set(key, unit);
    return unit;
  };
  for (const label of labels) {
    if (label.type !== BENIGN && (type === null || label.type === type))
      unitOf(`label ${label.id}`).episodes++;
  }
  for (const { verdict, label, alert } of judgements) {
    if (type !== null && alert.type !== type) continue;
    const minute = Math.floor(alert.timestamp / SECONDS_PER_UNIT);
    const unit = unitOf(label === null ? `minute ${minute}` : `label ${label.id}`);
    if (verdict === 'true') unit.found = unit.right = 1;
    if (verdict === 'false') unit.wrong++;
  }
  return [...units.values()];
}

export function bootstrapIntervals(
  units: readonly ResampledUnit[],
  draws: number,
  random: RandomSource,
): Intervals {
  const recalls: number[] = [];
  const precisions: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const { episodes, found, right, wrong } = resample(units, random);
    if (episodes > 0) recalls.push(found / episodes);
    if (right + wrong > 0) precisions.push(right / (right + wrong));
  }
  return { recall: intervalOf(recalls, draws), precision: intervalOf(precisions, draws) };
}

function resample(units: readonly ResampledUnit[], random: RandomSource): ResampledUnit {
  const sum = { episodes: 0, found: 0, right: 0, wrong: 0 };
  for (let i = 0; i < units.length; i++) {
    const unit = units[Math.floor(random() * units.length)];
    sum.episodes += unit.episodes;
    sum.found += unit.found;
    sum.right += unit.right;
    sum.wrong += unit.wrong;
  }
  return sum;
}

/** Null where more than half of the draws gave no number. */
function intervalOf(values: readonly number[], draws: number): readonly [number, number] | null {
  if (values.length * 2 < draws) return null;
  return [quantile(values, LOW) ?? 0, quantile(values, HIGH) ?? 1];
}
