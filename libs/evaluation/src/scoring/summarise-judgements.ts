import { type Judgement, takesSide } from './judge-alerts.js';
import { BENIGN, type ScoredLabel, sideOfText } from './scored-label.js';
import { type BenignScore, type OverallScore, type ScoreReport, type TypeScore } from './score-report.js';
import { roundHalfEven } from './round-half-even.js';
import { median, share, Tally } from './tally.js';

const DIFFICULTIES = ['easy', 'medium', 'hard'];

export interface JudgedStretch {
  readonly labels: readonly ScoredLabel[];
  readonly judgements: readonly Judgement[];
  readonly snapshots: number;
  readonly hours: number;
}

/** The figures of score.py from the verdicts; `snapshots` and `hours` above 0. */
export function summariseJudgements(stretch: JudgedStretch): ScoreReport {
  const { labels, judgements, snapshots, hours } = stretch;
  const abuse = labels.filter(({ type }) => type !== BENIGN);
  const types = [
    ...new Set([...abuse, ...judgements.map(({ alert }) => alert)].map(({ type }) => type)),
  ].sort();
  const summary = new Summary(stretch, abuse);
  return {
    snapshots,
    active_hours: roundHalfEven(hours, 4),
    episodes: abuse.length,
    benign_episodes: labels.length - abuse.length,
    alerts: judgements.length,
    sides: true,
    types: Object.fromEntries(types.map((type) => [type, summary.ofType(type)])),
    overall: summary.overall(types),
    false_because: falseBecause(judgements),
    related_pairs: relatedPairs(judgements),
    benign: benignScores(labels, judgements),
  };
}

class Summary {
  /** Seconds from the start of an episode to its true alert, by id, in the order of raising. */
  readonly #delays: ReadonlyMap<string, number>;
  readonly #verdicts = new Tally();

  constructor(
    readonly stretch: JudgedStretch,
    readonly abuse: readonly ScoredLabel[],
  ) {
    this.#delays = delaysOf(stretch.judgements);
    for (const { verdict, alert } of stretch.judgements) {
      this.#verdicts.add(`${verdict} ${alert.type}`);
      this.#verdicts.add(verdict);
    }
  }

  ofType(type: string): TypeScore {
    const episodes = this.abuse.filter((label) => label.type === type);
    const counts = this.#counts(` ${type}`);
    const { recall, precision } = { recall: this.#recall(episodes), precision: counts.precision };
    return {
      episodes: episodes.length,
      recall,
      recall_by_difficulty: this.#recallByDifficulty(episodes),
      ...counts,
      f1: f1Of(recall, precision, episodes.length),
      delay_median_s: rounded(median(this.#delaysOf(episodes))),
      side_right: sideRight(this.stretch.judgements, type),
    };
  }

  overall(types: readonly string[]): OverallScore {
    const recalls = types
      .map((type) => this.abuse.filter((label) => label.type === type))
      .filter((episodes) => episodes.length > 0)
      .map((episodes) => this.#recall(episodes) ?? 0);
    const mean = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
    return {
      recall: this.#recall(this.abuse),
      recall_mean_over_types: recalls.length === 0 ? null : roundHalfEven(mean, 4),
      recall_by_difficulty: this.#recallByDifficulty(this.abuse),
      ...this.#counts(''),
      delay_median_s: rounded(median(this.#delaysOf(this.abuse))),
    };
  }

  #counts(
    suffix: string,
  ): Pick<
    TypeScore,
    | 'true_alerts'
    | 'repeat_alerts'
    | 'related_alerts'
    | 'false_alerts'
    | 'precision'
    | 'false_per_10k_snapshots'
    | 'false_per_hour'
  > {
    const [right, wrong] = [this.#verdicts.of(`true${suffix}`), this.#verdicts.of(`false${suffix}`)];
    const { snapshots, hours } = this.stretch;
    return {
      true_alerts: right,
      repeat_alerts: this.#verdicts.of(`repeat${suffix}`),
      related_alerts: this.#verdicts.of(`related${suffix}`),
      false_alerts: wrong,
      precision: share(right, right + wrong),
      false_per_10k_snapshots: roundHalfEven((wrong / snapshots) * 1e4, 3),
      false_per_hour: roundHalfEven(wrong / hours, 2),
    };
  }

  #recall(episodes: readonly ScoredLabel[]): number | null {
    return share(this.#delaysOf(episodes).length, episodes.length);
  }

  #recallByDifficulty(episodes: readonly ScoredLabel[]): Record<string, number | null> {
    return Object.fromEntries(
      DIFFICULTIES.map((name) => [name, episodes.filter(({ difficulty }) => difficulty === name)] as const)
        .filter(([, some]) => some.length > 0)
        .map(([name, some]) => [name, this.#recall(some)]),
    );
  }

  #delaysOf(episodes: readonly ScoredLabel[]): number[] {
    return episodes.map(({ id }) => this.#delays.get(id)).filter((delay) => delay !== undefined);
  }
}

function delaysOf(judgements: readonly Judgement[]): Map<string, number> {
  const delays = new Map<string, number>();
  for (const { verdict, label, alert } of judgements) {
    if (verdict === 'true' && label !== null) delays.set(label.id, alert.timestamp - label.start);
  }
  return delays;
}

function f1Of(recall: number | null, precision: number | null, episodes: number): number | null {
  if (recall && precision) return roundHalfEven((2 * precision * recall) / (precision + recall), 4);
  return episodes > 0 ? 0 : null;
}

/** Of the alerts that name a side, of this type and in an episode of it: the share that names the right one. */
function sideRight(judgements: readonly Judgement[], type: string): number | null {
  let [said, right] = [0, 0];
  for (const { label, alert } of judgements) {
    if (label?.type !== type || alert.type !== type || sideOfText(alert.side) === null) continue;
    said++;
    if (takesSide(label, alert)) right++;
  }
  return share(right, said);
}

function falseBecause(judgements: readonly Judgement[]): Record<string, number> {
  const reasons = new Tally();
  for (const { reason } of judgements) if (reason !== null) reasons.add(reason);
  return reasons.mostCommon();
}

function relatedPairs(judgements: readonly Judgement[]): Record<string, number> {
  const pairs = new Tally();
  for (const { verdict, label, alert } of judgements) {
    if (verdict === 'related' && label !== null) pairs.add(`${label.type} <- ${alert.type}`);
  }
  return pairs.mostCommon();
}

function benignScores(
  labels: readonly ScoredLabel[],
  judgements: readonly Judgement[],
): Record<string, BenignScore> {
  const benign = labels.filter(({ type }) => type === BENIGN);
  const kinds = [...new Set(benign.map(({ kind }) => kind ?? ''))].sort();
  return Object.fromEntries(
    kinds.map((kind) => {
      const ids = new Set(benign.filter((label) => (label.kind ?? '') === kind).map(({ id }) => id));
      const hits = judgements.filter(({ reason, label }) => reason === 'benign' && ids.has(label?.id ?? ''));
      const byType = new Tally();
      for (const { alert } of hits) byType.add(alert.type);
      const hit = new Set(hits.map(({ label }) => label?.id)).size;
      return [kind, { episodes: ids.size, hit, false_alerts: hits.length, by_type: byType.mostCommon() }];
    }),
  );
}

function rounded(seconds: number | null): number | null {
  return seconds === null ? null : roundHalfEven(seconds, 4);
}
