import { type SignalType } from '@genesis/contracts';
import { type DecisionListener } from './alert-decision.js';

/** Event time throughout: seconds between snapshots' stamps, not of the wall clock. */
export interface AlertSettings {
  /** A repeat within so many seconds of the alert that stands for it is held back; the end belongs to the window. */
  readonly deduplicationSeconds: number;
  /** How long after its window an alert still holds back its repeats, by type in seconds; 0 for a type left out. */
  readonly coolDownSeconds: Readonly<Partial<Record<SignalType, number>>>;
  /** The sliding window in which repeats escalate, in seconds. */
  readonly escalationSeconds: number;
  /**
   * A pattern that is seen so often inside the sliding window, this time included, is raised one severity up.
   * A type left out never escalates.
   */
  readonly escalationThresholds: Readonly<Partial<Record<SignalType, number>>>;
  /** Width of a price bucket of the fingerprint as a difference of logarithms; 0.001 is 10 basis points. */
  readonly priceBucketLogWidth: number;
  /** Alerts kept in the rolling log. */
  readonly logSize: number;
  /** Told why each detection became what it became; null where nobody listens. */
  readonly onDecision: DecisionListener | null;
}

export const DEFAULT_ALERT_SETTINGS: AlertSettings = {
  deduplicationSeconds: 5,
  coolDownSeconds: {},
  escalationSeconds: 60,
  escalationThresholds: { SPOOFING: 3, DEPTH_SHOCK: 2, HEAVY_IMBALANCE: 5 },
  priceBucketLogWidth: 0.001,
  logSize: 1000,
  onDecision: null,
};

/** The defaults with `settings` over them. @throws RangeError naming setting, value and what is allowed */
export function alertSettings(settings: Partial<AlertSettings> = {}): AlertSettings {
  const complete = { ...DEFAULT_ALERT_SETTINGS, ...settings };
  requireFrom('deduplicationSeconds', complete.deduplicationSeconds, 0);
  requireFrom('escalationSeconds', complete.escalationSeconds, 0);
  if (!(complete.priceBucketLogWidth > 0))
    refuse('priceBucketLogWidth', complete.priceBucketLogWidth, 'a number above 0');
  requireWhole('logSize', complete.logSize);
  for (const [type, seconds] of Object.entries(complete.coolDownSeconds)) {
    requireFrom(`coolDownSeconds.${type}`, seconds, 0);
  }
  for (const [type, threshold] of Object.entries(complete.escalationThresholds)) {
    requireWhole(`escalationThresholds.${type}`, threshold);
  }
  return complete;
}

function requireFrom(name: string, value: number, least: number): void {
  if (!(value >= least && value < Infinity)) refuse(name, value, `a finite number from ${least} up`);
}

function requireWhole(name: string, value: number): void {
  if (!Number.isInteger(value) || value < 1) refuse(name, value, 'a whole number from 1 up');
}

function refuse(name: string, value: number, allowed: string): never {
  throw new RangeError(`alert setting ${name} is ${value}; ${allowed} is expected`);
}
