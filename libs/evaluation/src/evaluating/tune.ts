import { type ProfileName, type SignalType } from '@genesis/contracts';
import {
  changeSetting,
  createProfile,
  type DetectionProfile,
  type ProfileOverrides,
} from '@genesis/detection';
import { RecordedSource } from '../recording/recorded-source.js';
import { type Judgement, judgeAlerts, type Verdict } from '../scoring/judge-alerts.js';
import { roundHalfEven } from '../scoring/round-half-even.js';
import { activeHours } from '../scoring/row-times.js';
import { BENIGN, type ScoredLabel } from '../scoring/scored-label.js';
import { share } from '../scoring/tally.js';
import { type Material } from './prepare-stretches.js';
import { runProfile } from './run-profile.js';
import { rowTimesOf, type Stretch } from './stretch.js';

export interface TuneRequest {
  readonly material: Material;
  readonly profile: ProfileName;
  readonly detector: SignalType;
  readonly param: string;
  readonly values: readonly number[];
  /** Other settings that are changed throughout. */
  readonly overrides?: ProfileOverrides | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An alert that one value raises and the present one does not, or the other way round. */
export interface TunedAlert {
  /** `book` for the book as recorded, else the number of the round with episodes laid over it. */
  readonly stretch: string;
  readonly timestamp: number;
  readonly side: string;
  readonly score: number;
  /** Null on a book without labels, where every alert counts as false. */
  readonly verdict: Verdict | null;
  /** The episode's type or, of honest activity, its kind; null outside all. */
  readonly episode: string | null;
}

export interface TuneStep {
  readonly value: number;
  readonly present: boolean;
  /** Of this detector on the book as it was recorded. */
  readonly alerts_per_hour: number;
  readonly episodes: number;
  readonly recall: number | null;
  readonly precision: number | null;
  readonly false_alerts: number;
  readonly gained: readonly TunedAlert[];
  readonly lost: readonly TunedAlert[];
}

export interface Tuning {
  readonly detector: SignalType;
  readonly param: string;
  readonly present: number;
  /** By rising value, the present one among them. */
  readonly steps: readonly TuneStep[];
}

/**
 * What one setting of one detector does: for each value alerts and recall, and which alerts come and go against
 * the present value.
 * @throws RangeError for a detector, a setting or a value that the profile does not take, naming what is allowed
 */
export async function tune(request: TuneRequest): Promise<Tuning> {
  const { detector, param, values, overrides = {}, profile } = request;
  const present = presentValue(createProfile(profile, overrides), detector, param);
  const profiles = new Map(
    [...new Set([...values, present])]
      .sort((a, b) => a - b)
      .map((value) => [value, createProfile(profile, changed(request, value))]),
  );
  const base = await measure(request, profiles.get(present) ?? createProfile(profile, overrides));
  const steps: TuneStep[] = [];
  for (const [value, candidate] of profiles) {
    if (request.signal?.aborted) break;
    const measured = value === present ? base : await measure(request, candidate);
    steps.push(stepOf(value, value === present, measured, base));
  }
  return { detector, param, present, steps };
}

/** The overrides with one setting more. */
function changed({ overrides = {}, detector, param }: TuneRequest, value: number): ProfileOverrides {
  return changeSetting(overrides, { type: detector, name: param, value, symbol: null });
}

function presentValue(profile: DetectionProfile, detector: SignalType, param: string): number {
  const settings = profile.detectors.find(({ type }) => type === detector)?.settings;
  if (settings === undefined) {
    const types = profile.detectors.map(({ type }) => type).join(', ');
    throw new RangeError(`profile ${profile.name} has no detector ${detector}; allowed are ${types}`);
  }
  const value = settings[param];
  if (typeof value === 'number') return value;
  const names = Object.keys(settings).join(', ');
  throw new RangeError(`${detector} has no setting ${param}; allowed are ${names}`);
}

interface Measured {
  /** By what tells an alert of one run from another of the same run. */
  readonly alerts: ReadonlyMap<string, TunedAlert>;
  readonly perHour: number;
  readonly episodes: number;
  readonly found: number;
  readonly wrong: number;
}

async function measure({ material, detector }: TuneRequest, profile: DetectionProfile): Promise<Measured> {
  const alerts = new Map<string, TunedAlert>();
  const labels = material.stretches.flatMap((stretch) => stretch.labels);
  let [found, wrong, onBook] = [0, 0, 0];
  for (const [index, stretch] of stretchesOf(material).entries()) {
    const isBook = stretch.book === material.book;
    const name = isBook ? 'book' : String(index);
    for (const judgement of await judged(stretch, profile, detector)) {
      const { alert, verdict } = judgement;
      alerts.set(
        `${name} ${alert.side} ${alert.event_time ?? alert.timestamp}`,
        tunedAlert(name, judgement, material),
      );
      if (isBook) onBook++;
      if (isBook && !material.labelsGiven) continue;
      if (verdict === 'true') found++;
      if (verdict === 'false') wrong++;
    }
  }
  const hours = activeHours(rowTimesOf(material.book));
  return {
    alerts,
    perHour: hours === 0 ? 0 : onBook / hours,
    episodes: countOf(labels, detector),
    found,
    wrong,
  };
}

/** The book as recorded, then (where episodes are laid over it) the rounds. */
function stretchesOf({ book, stretches, labelsGiven }: Material): Stretch[] {
  return labelsGiven ? [...stretches] : [{ book, labels: [] }, ...stretches];
}

async function judged(
  { book, labels }: Stretch,
  profile: DetectionProfile,
  detector: SignalType,
): Promise<Judgement[]> {
  const { alerts } = await runProfile(new RecordedSource(book, book.symbol), profile);
  return judgeAlerts(labels, alerts, rowTimesOf(book)).filter(({ alert }) => alert.type === detector);
}

function countOf(labels: readonly ScoredLabel[], detector: SignalType): number {
  return labels.filter(({ type }) => type === detector).length;
}

function tunedAlert(stretch: string, { alert, verdict, label }: Judgement, material: Material): TunedAlert {
  const unlabelled = stretch === 'book' && !material.labelsGiven;
  return {
    stretch,
    timestamp: alert.timestamp,
    side: alert.side ?? '',
    score: alert.score ?? 0,
    verdict: unlabelled ? null : verdict,
    episode: label === null ? null : label.type === BENIGN ? label.kind : label.type,
  };
}

function stepOf(value: number, present: boolean, measured: Measured, base: Measured): TuneStep {
  const { alerts, perHour, episodes, found, wrong } = measured;
  return {
    value,
    present,
    alerts_per_hour: roundHalfEven(perHour, 2),
    episodes,
    recall: share(found, episodes),
    precision: share(found, found + wrong),
    false_alerts: wrong,
    gained: missingFrom(base.alerts, alerts),
    lost: missingFrom(alerts, base.alerts),
  };
}

/** Alerts of `all` that `some` does not have. */
function missingFrom(
  some: ReadonlyMap<string, TunedAlert>,
  all: ReadonlyMap<string, TunedAlert>,
): TunedAlert[] {
  return [...all].filter(([key]) => !some.has(key)).map(([, alert]) => alert);
}
