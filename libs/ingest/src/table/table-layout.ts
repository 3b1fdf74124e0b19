import { type SnapshotBatch } from '@genesis/market';
import { type ColumnPlan } from './column-plan.js';
import { type LineScanner } from './line-scanner.js';

/** Note that carries the symbol, in the formats that have one a row. */
export const SYMBOL_NOTE = 0;

/** How the lines of one file are to be read. */
export interface TableLayout {
  readonly path: string;
  readonly plan: ColumnPlan;
  /** Lines before the first row, 0 or 1. */
  readonly headerLines: number;
  /** Levels a side that the file shows, at most ten. */
  readonly levels: number;
  /** Symbol of all rows; null where each row names its own. */
  readonly symbol: string | null;
}

/**
 * What a format does with a row whose numbers are in place, before it is appended as `batch.length`.
 * @returns why the line cannot be used after all, else null
 */
export type RowFinisher = (
  scanner: LineScanner,
  bytes: Buffer,
  batch: SnapshotBatch,
  base: number,
) => string | null;
