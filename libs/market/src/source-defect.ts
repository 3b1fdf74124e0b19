/**
 * What a decoder saw that the numbers of a row can no longer say. Cell defects belong to a row of the batch;
 * a lost row has none, because its line could not be read as a row at all.
 */
export const CELL_DEFECT_CODES = ['EMPTY_FIELD', 'TEXT_IN_NUMBER', 'NAN', 'INF', 'REORDERED'] as const;
export type CellDefectCode = (typeof CELL_DEFECT_CODES)[number];

export const LOST_ROW_CODES = [
  'TRUNCATED_ROW',
  'EXTRA_FIELD',
  'BAD_TS',
  'OUT_OF_ORDER_TS',
  'UNDECODABLE',
] as const;
export type LostRowCode = (typeof LOST_ROW_CODES)[number];

/** A cell of row `row` that was not a plain number. The row holds NaN (or ±Infinity for INF) in its place. */
export interface CellDefect {
  readonly kind: 'cell';
  /** Index of the row in its batch. */
  row: number;
  readonly code: CellDefectCode;
  /** Column name as in `COLUMN_NAMES`. */
  readonly column: string;
  /** What stood there, cut to 80 characters. */
  readonly text: string;
}

/** A line that gave no row. `row` is the index of the first row that follows it in the batch (may be `length`). */
export interface LostRow {
  readonly kind: 'lost';
  row: number;
  readonly code: LostRowCode;
  /** Line number in the file, from 1, header included. */
  readonly position: number;
  readonly symbol: string;
  readonly column: string | null;
  readonly text: string;
  /** The line's own time stamp where it could still be read, in microseconds; else null. */
  readonly tsMicros: number | null;
  /** Says in words what came and what is allowed. */
  readonly issue: string;
  /** Path of the file that the line is in, where it is not the book's own: its trades. */
  readonly file?: string;
}

export type SourceDefect = CellDefect | LostRow;
