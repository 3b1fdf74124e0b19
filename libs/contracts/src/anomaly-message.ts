import { type Severity } from './signals.js';

/** What was done with the data that a finding is about. */
export const ANOMALY_ACTIONS = [
  'REPAIRED',
  'LEVEL_DROPPED',
  'DEGRADED',
  'FLAGGED',
  'DROPPED',
  'QUARANTINED',
  'REJECTED',
] as const;
export type AnomalyAction = (typeof ANOMALY_ACTIONS)[number];

/** Every reason a validation finding can have, by level (DETECTORS.md, Validation). */
export const ANOMALY_CODES = {
  1: [
    'EMPTY_FIELD',
    'TEXT_IN_NUMBER',
    'TRUNCATED_ROW',
    'EXTRA_FIELD',
    'BAD_TS',
    'UNDECODABLE',
    'FEWER_LEVELS',
    'MISSING_SIDE',
  ],
  2: ['NAN', 'INF'],
  3: ['ZERO_PRICE', 'NEGATIVE_PRICE', 'NEGATIVE_VOLUME', 'OFF_TICK', 'PRICE_OUTLIER', 'MID_JUMP'],
  4: ['UNSORTED_LEVELS', 'DUPLICATE_LEVEL'],
  5: ['CROSSED_BOOK', 'LOCKED_BOOK', 'WIDE_BOOK', 'ONE_SIDED_BOOK'],
  6: [
    'OUT_OF_ORDER_TS',
    'DUPLICATE_TS',
    'DUPLICATE_ROW',
    'TIME_GAP',
    'STALE',
    'FUTURE_TS',
    'CLOCK_REANCHORED',
  ],
} as const;
export type AnomalyLevel = keyof typeof ANOMALY_CODES;
export type AnomalyCode = (typeof ANOMALY_CODES)[AnomalyLevel][number];

/** A validation finding on the wire: REST `/anomalies`, Socket.IO event `anomaly`, JSON lines of `genesis scan`. */
export interface AnomalyMessage {
  /** Deterministic: symbol, position, code and field. */
  readonly id: string;
  /** Epoch seconds of the snapshot; null where its own stamp could not be read. */
  readonly timestamp: number | null;
  readonly symbol: string;
  /** Line in the file (from 1, header included), or null where the source has no lines. */
  readonly line: number | null;
  /** The symbol's sequence number; null for a line that gave no snapshot. */
  readonly sequence: number | null;
  readonly level: AnomalyLevel;
  readonly code: AnomalyCode;
  readonly severity: Severity;
  readonly action: AnomalyAction;
  /** Column name, e.g. `bid_price_1`; null where the whole row is meant. */
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
  /** In words: what came, where, and what is allowed. */
  readonly issue: string;
}
