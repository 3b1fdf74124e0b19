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

/** One detector's newest canary, and what it says together with those before it. */
export interface DetectorCanary extends CanaryFinding {
  /** Missed so often in a row that something is wrong with the detector or its settings. */
  readonly blind: boolean;
  /** Canaries missed since the last one that was seen, or that the feed could not show. */
  readonly misses: number;
  /** On which instrument's rows; null before the first run. */
  readonly symbol: string | null;
  /** Wall clock, epoch seconds: of the newest run, and of the newest one in which it was seen; null for never. */
  readonly run_at: number | null;
  readonly seen_at: number | null;
}

/** One run of all canaries. Times are of the wall clock. */
export interface CanaryRun {
  /** Epoch seconds. */
  readonly at: number;
  readonly symbol: string;
  readonly rows: number;
  /** Settings that the detectors were tried with, as alerts name them. */
  readonly configuration: string;
  readonly duration_ms: number;
  /** Why there are no findings of this run; null where there are. */
  readonly failure: string | null;
}

/** REST `GET /canaries`. */
export interface CanariesReport {
  /** CANARY_INTERVAL_SECONDS; 0 where canaries are switched off. */
  readonly interval_seconds: number;
  /** CANARY_MISSES */
  readonly misses_until_blind: number;
  /** What is recorded for the next run, and how much of it is needed; null before the first row. */
  readonly recording: {
    readonly symbol: string;
    readonly rows: number;
    readonly seconds: number;
    readonly needed_rows: number;
    readonly needed_seconds: number;
  } | null;
  readonly last_run: CanaryRun | null;
  readonly detectors: readonly DetectorCanary[];
}
