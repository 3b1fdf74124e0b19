import { type AnomalyMessage } from '@genesis/contracts';
import { type LostRow } from '@genesis/market';

/** A line that is not loaded. */
export interface RejectedLine {
  /** Number in the file, from 1, header included; 0 where the source has no lines. */
  readonly line: number;
  readonly symbol: string;
  /** A LOST_ROW_CODES or ANOMALY_CODES word. */
  readonly reason: string;
  /** In words: what came and what is allowed. */
  readonly issue: string;
  /** What stood there as far as it is known, cut short; empty for a row that was read and did not pass. */
  readonly text: string;
  /** The file that the line is in, where it is not the book's: its trades. Else null. */
  readonly file: string | null;
}

/** A line that gave no row. */
export function rejectedLine(lost: LostRow): RejectedLine {
  const { position, symbol, code, issue, text, file } = lost;
  return { line: position, symbol, reason: code, issue, text, file: file ?? null };
}

/** A row that validation keeps out of detection, by the finding that does so. */
export function rejectedRow({ line, symbol, code, issue }: AnomalyMessage): RejectedLine {
  return { line: line ?? 0, symbol, reason: code, issue, text: '', file: null };
}
