import { type AlertMessage, type DetectorReport, type ProfileName } from '@genesis/contracts';
import { type DetectionProfile } from '@genesis/detection';
import { seededRandom } from '@genesis/market';
import { RecordedSource } from '../recording/recorded-source.js';
import { bootstrapIntervals, type Intervals, resampledUnits } from '../scoring/bootstrap.js';
import { type Judgement, judgeAlerts } from '../scoring/judge-alerts.js';
import { type Ranking, rankingOf } from '../scoring/ranking.js';
import { roundHalfEven } from '../scoring/round-half-even.js';
import { activeHours } from '../scoring/row-times.js';
import { BENIGN, type ScoredLabel } from '../scoring/scored-label.js';
import { type ScoreReport } from '../scoring/score-report.js';
import { summariseJudgements } from '../scoring/summarise-judgements.js';
import { quantile, Tally } from '../scoring/tally.js';
import { type Material } from './prepare-stretches.js';
import { runProfile } from './run-profile.js';
import { rowTimesOf, type Stretch } from './stretch.js';

const BOOTSTRAP_DRAWS = 500;
const BOOTSTRAP_SEED = 20_240_102;

/** What goes beyond score.py, for one type or for all. */
export interface Detail extends Intervals {
  readonly auroc: number | null;
  readonly average_precision: number | null;
  readonly curve: Ranking['curve'];
  readonly delay_p95_s: number | null;
  /** Seconds from the start of each found episode to its alert, rising. */
  readonly delays_s: readonly number[];
  /** Alerts of the right type and side for each found episode; 1 is ideal. */
  readonly alerts_per_found: number | null;
  /** Scores of true and of false alerts, rising. */
  readonly true_scores: readonly number[];
  readonly false_scores: readonly number[];
}

/** Alerts on the book as it was recorded. */
export interface UntouchedScore {
  readonly alerts: number;
  readonly per_hour: number;
  readonly by_type: Readonly<Record<string, number>>;
}

export interface ProfileEvaluation {
  readonly profile: ProfileName;
  readonly configuration: string;
  readonly score: ScoreReport;
  readonly overall: Detail;
  readonly types: Readonly<Record<string, Detail>>;
  /** Null where the book's own labels say that it is not untouched. */
  readonly untouched: UntouchedScore | null;
  /** By type: why the profile's detector cannot watch this feed. */
  readonly not_observable: Readonly<Record<string, string>>;
}

/** Runs one profile over all stretches of the material and scores it. */
export async function evaluateProfile(
  material: Material,
  profile: DetectionProfile,
): Promise<ProfileEvaluation> {
  const judgements: Judgement[] = [];
  const labels: ScoredLabel[] = [];
  let [snapshots, hours] = [0, 0];
  let detectors: readonly DetectorReport[] = [];
  for (const stretch of material.stretches) {
    const judged = await judgeStretch(stretch, profile);
    judgements.push(...judged.judgements);
    labels.push(...stretch.labels);
    snapshots += stretch.book.length;
    hours += judged.hours;
    detectors = judged.detectors;
  }
  const score = summariseJudgements({ labels, judgements, snapshots, hours });
  return {
    profile: profile.name,
    configuration: profile.configuration,
    score,
    overall: detailOf(labels, judgements, null),
    types: Object.fromEntries(
      Object.keys(score.types).map((type) => [type, detailOf(labels, judgements, type)]),
    ),
    untouched: material.labelsGiven ? null : await untouchedScore(material, profile),
    not_observable: notObservable(detectors),
  };
}

async function judgeStretch(
  { book, labels }: Stretch,
  profile: DetectionProfile,
): Promise<{ judgements: Judgement[]; hours: number; detectors: readonly DetectorReport[] }> {
  const { alerts, detectors } = await runProfile(new RecordedSource(book, book.symbol), profile);
  const rowTimes = rowTimesOf(book);
  return { judgements: judgeAlerts(labels, alerts, rowTimes), hours: activeHours(rowTimes), detectors };
}

async function untouchedScore({ book }: Material, profile: DetectionProfile): Promise<UntouchedScore> {
  const { alerts } = await runProfile(new RecordedSource(book, book.symbol), profile);
  const hours = activeHours(rowTimesOf(book));
  return {
    alerts: alerts.length,
    per_hour: hours === 0 ? 0 : roundHalfEven(alerts.length / hours, 2),
    by_type: countsByType(alerts),
  };
}

function countsByType(alerts: readonly AlertMessage[]): Record<string, number> {
  const counts = new Tally();
  for (const { type } of alerts) counts.add(type);
  return counts.mostCommon();
}

function detailOf(
  labels: readonly ScoredLabel[],
  judgements: readonly Judgement[],
  type: string | null,
): Detail {
  const mine = type === null ? judgements : judgements.filter(({ alert }) => alert.type === type);
  const episodes = labels.filter((label) => (type === null ? label.type !== BENIGN : label.type === type));
  const { auroc, average_precision, curve } = rankingOf(mine, episodes.length);
  const found = mine.filter(({ verdict }) => verdict === 'true');
  const delays = rising(found.map(({ alert, label }) => alert.timestamp - (label?.start ?? NaN)));
  const more = mine.filter(({ verdict, reason }) => verdict === 'repeat' || reason === 'repeats').length;
  const units = resampledUnits(labels, judgements, type);
  return {
    auroc: rounded(auroc),
    average_precision: rounded(average_precision),
    curve,
    ...bootstrapIntervals(units, BOOTSTRAP_DRAWS, seededRandom(BOOTSTRAP_SEED)),
    delay_p95_s: rounded(quantile(delays, 0.95)),
    delays_s: delays,
    alerts_per_found: found.length === 0 ? null : rounded(1 + more / found.length),
    true_scores: rising(found.map(({ alert }) => alert.score ?? 0)),
    false_scores: rising(
      mine.filter(({ verdict }) => verdict === 'false').map(({ alert }) => alert.score ?? 0),
    ),
  };
}

function notObservable(detectors: readonly DetectorReport[]): Record<string, string> {
  return Object.fromEntries(
    detectors.flatMap(({ type, symbols }) =>
      Object.values(symbols)
        .filter(({ state }) => state === 'NOT_OBSERVABLE')
        .map(({ reason }) => [type, reason ?? 'not observable']),
    ),
  );
}

function rising(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

function rounded(value: number | null): number | null {
  return value === null ? null : roundHalfEven(value, 4);
}
