import { type AlertEvidence } from './alert-message.js';
import { type SignalType } from './signals.js';
import { type QualityFlag, type SnapshotMessage } from './snapshot-message.js';

/** What validation made of a row; only accepted ones have features and take part in detection. */
export const ROW_OUTCOMES = ['ACCEPTED', 'QUARANTINED', 'REJECTED', 'DROPPED'] as const;
export type RowOutcomeName = (typeof ROW_OUTCOMES)[number];

/** Prices and volumes as they came from the source, before any repair. */
type SourceBook = Pick<
  SnapshotMessage,
  'sequence' | 'timestamp' | 'bid_prices' | 'bid_volumes' | 'ask_prices' | 'ask_volumes'
>;

/** After repair, if there was one. */
type BookFeatures = Omit<
  SnapshotMessage,
  keyof SourceBook | 'symbol' | 'market_regime' | 'signals' | 'quality'
>;

/**
 * A row of the window. Validation and features know the rows of the window alone: the first row is compared with
 * nothing and has no `ofi`, `weighted_obi` goes by the tick size that the window shows. What takes a longer
 * memory (regime, signals) is left out rather than guessed. All features are null where the row was not accepted.
 */
export type EvidenceSnapshot = SourceBook & {
  readonly [Name in keyof BookFeatures]: BookFeatures[Name] | null;
} & { readonly outcome: RowOutcomeName; readonly quality: readonly QualityFlag[] };

/** `GET /alerts/:id/evidence`: what an alert was raised from. */
export interface EvidenceReport {
  readonly alert_id: string;
  readonly symbol: string;
  /** As the alert tells it, with configuration, engine and the beginning of the state behind it. */
  readonly window: AlertEvidence;
  /** What `window.configuration` changes of the profile; null where it is not known here. */
  readonly overrides: Readonly<Partial<Record<SignalType, Readonly<Record<string, number>>>>> | null;
  /** SHA-256 over the rows below: 41 little-endian doubles each (ts in microseconds, then the levels), NaN as 7ff8…0. */
  readonly input_hash: string;
  /** False where some rows of the window were no longer in memory when the alert was raised. */
  readonly complete: boolean;
  readonly row_count: number;
  readonly kept_in: 'memory' | 'database';
  /** Oldest first. */
  readonly snapshots: readonly EvidenceSnapshot[];
}
