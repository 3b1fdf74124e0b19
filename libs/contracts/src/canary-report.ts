import { type SignalType } from './signals.js';

/**
 * What came of a canary, a known episode laid over a copy of the live book. SEEN: the detector raised the alert. MISSED: it
 * did not, though the rows left it every chance. UNCLEAR: the rows did not let the question be answered. WAITING: there
 * are not enough rows yet. NOT_OBSERVABLE: the feed cannot show such an episode.
 */
export const CANARY_OUTCOMES = ['SEEN', 'MISSED', 'UNCLEAR', 'WAITING', 'NOT_OBSERVABLE'] as const;
export type CanaryOutcome = (typeof CANARY_OUTCOMES)[number];

/** What came of one detector's canary. */
export interface CanaryFinding {
  readonly type: SignalType;
  readonly outcome: CanaryOutcome;
  /** In plain words. */
  readonly reason: string;
  /** Episodes that were laid over the rows, one copy each, until one was seen. */
  readonly episodes: number;
  /** Seconds of event time from the start of the episode to its alert; null unless SEEN. */
  readonly delay_seconds: number | null;
}
