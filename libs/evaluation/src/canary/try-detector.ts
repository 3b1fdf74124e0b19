import { type CanaryFinding, type SignalType } from '@genesis/contracts';
import { type DetectionProfile } from '@genesis/detection';
import { microsFromSeconds, type RandomSource } from '@genesis/market';
import { type ProfileRun, runProfile } from '../evaluating/run-profile.js';
import { rowTimesOf } from '../evaluating/stretch.js';
import { scoredLabel } from '../injection/injected-label.js';
import { type PlannedEpisode } from '../injection/plan-episodes.js';
import { writeEpisodes } from '../injection/write-episodes.js';
import { RecordedSource } from '../recording/recorded-source.js';
import { judgeAlerts } from '../scoring/judge-alerts.js';
import { type CanaryCast, castOf, SIZES } from './canary-cast.js';
import { failed, missed, notLaid, seen } from './canary-finding.js';
import { type CanaryGround, type NoPlace, placeCanary } from './place-canary.js';

const NO_PLACE: Readonly<Record<NoPlace, string>> = {
  NO_ROOM: 'no moment of the newest rows has room for such an episode',
  OWN_ALERTS: 'alerts on the newest rows themselves are so many that one of a canary could not be told apart',
};

/** What the detectors make of the live rows: without an episode, and in shadow runs with one. */
export interface CanaryTrial {
  readonly ground: CanaryGround;
  readonly profile: DetectionProfile;
  readonly natural: ProfileRun;
}

/** Tries one detector with larger and larger episodes, each on a copy of its own, until one is seen. */
export async function tryDetector(
  type: SignalType,
  trial: CanaryTrial,
  random: RandomSource,
): Promise<CanaryFinding> {
  const cast = castOf(type, trial.profile.name);
  if (typeof cast === 'string') return notLaid(type, 'UNCLEAR', cast);
  const idle = whyIdle(type, cast, trial);
  if (idle !== null) return idle;
  const own = trial.natural.alerts.filter((alert) => alert.type === type);
  const ownMicros = own.map(({ timestamp }) => microsFromSeconds(timestamp));
  for (const [laid, times] of SIZES.entries()) {
    const placed = placeCanary(trial.ground, cast, times, ownMicros, random);
    // Smaller ones that were not seen prove nothing: this instrument may show such things every minute.
    if (typeof placed === 'string') return { ...notLaid(type, 'UNCLEAR', NO_PLACE[placed]), episodes: laid };
    try {
      const delaySeconds = await delayOfAlert(placed, trial);
      if (delaySeconds !== null) return seen(type, laid + 1, delaySeconds);
    } catch (error) {
      return failed(type, laid + 1, error);
    }
  }
  return missed(type, SIZES.length);
}

/** The detector itself, or the kind of feed, says that there is nothing to be seen yet, or ever. */
function whyIdle(
  type: SignalType,
  { script }: CanaryCast,
  { ground, natural }: CanaryTrial,
): CanaryFinding | null {
  const report = natural.detectors.find((detector) => detector.type === type);
  const { state, reason } = report?.symbols[ground.book.symbol] ?? { state: 'ACTIVE', reason: null };
  if (state === 'NOT_OBSERVABLE') return notLaid(type, 'NOT_OBSERVABLE', reason ?? 'the detector says so');
  const unobservable = script.unobservable(ground.feed);
  if (unobservable !== null) return notLaid(type, 'NOT_OBSERVABLE', unobservable);
  return state === 'WARMING_UP' ? notLaid(type, 'WAITING', reason ?? 'the detector warms up') : null;
}

/** Seconds from the start of the episode to its alert; null without one of its type, side and time. */
async function delayOfAlert(
  episode: PlannedEpisode,
  { ground: { book, grid, feed }, profile }: CanaryTrial,
): Promise<number | null> {
  const programme = { episodes: [episode], feed, unobservable: {}, unplaced: {} };
  const shadow = writeEpisodes(book, grid, programme);
  const { alerts } = await runProfile(new RecordedSource(shadow.book, book.symbol), profile);
  const label = scoredLabel(shadow.labels[0]);
  const mine = alerts.filter(({ type }) => type === label.type);
  const judgements = judgeAlerts([label], mine, rowTimesOf(shadow.book));
  const found = judgements.find(({ verdict }) => verdict === 'true');
  return found === undefined ? null : found.alert.timestamp - label.start;
}
