import { type AnomalyMessage } from '@genesis/contracts';
import { type RowChanges, type SnapshotBatch } from '@genesis/market';

/** What became of a row: only ACCEPTED ones (repaired or not) go on to features and detectors. */
export const ACCEPTED = 0;
/** Kept and counted, takes no part in detection (crossed book, best price not finite, outlier). */
export const QUARANTINED = 1;
/** Not a usable snapshot (a side missing, too far out of order). */
export const REJECTED = 2;
/** An exact repeat of the row before it. */
export const DROPPED = 3;
export type RowOutcome = typeof ACCEPTED | typeof QUARANTINED | typeof REJECTED | typeof DROPPED;

/** Called once per finding, in the order of the rows. */
export type AnomalySink = (anomaly: AnomalyMessage) => void;

/**
 * Checks and repairs rows in place, row by row in order; keeps a small state per symbol (last stamp, last
 * mid, usual gap) and nothing else.
 */
export interface RowValidator {
  /** Call before the first row of each batch. */
  beginBatch(batch: SnapshotBatch): void;
  /**
   * Validates row `row`; findings (including those of lost lines that stand before it) go to the sink.
   * After it, `quality` has the row's QUALITY_FLAGS bits and `stateReset` says that a gap in time or a
   * re-anchored clock asks the consumers of this symbol to forget their windows.
   *
   * `changes` says what the row as it came changed of the symbol's last accepted row; what did not change need not
   * be looked at again. Without it every number is.
   */
  validate(batch: SnapshotBatch, row: number, sink: AnomalySink, changes?: RowChanges): RowOutcome;
  /** Hands the findings of lost lines after the last row to the sink. */
  endBatch(batch: SnapshotBatch, sink: AnomalySink): void;
  readonly quality: number;
  /** Whether the row validated last may not be as it came. */
  readonly altered: boolean;
  readonly stateReset: boolean;
  /** Forgets everything, e.g. after a seek. */
  reset(): void;
}
