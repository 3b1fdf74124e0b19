import { type LostRowCode, TS } from '@genesis/market';
import { cutText } from '../bytes/cut-text.js';
import { type ColumnPlan } from './column-plan.js';
import { type LineScanner } from './line-scanner.js';
import { lineText } from './lost-row.js';
import { SYMBOL_NOTE, type TableLayout } from './table-layout.js';

/** Why a line gives no row. */
export interface LineFault {
  readonly code: LostRowCode;
  readonly column: string | null;
  readonly text: string;
  readonly issue: string;
}

/** What is wrong with a scanned line that lacks its fields, its stamp or its symbol. */
export function lineFault(
  layout: TableLayout,
  scanner: LineScanner,
  bytes: Buffer,
  start: number,
): LineFault {
  const expected = layout.plan.targets.length;
  if (scanner.fieldCount !== expected)
    return miscount(layout.plan, scanner.fieldCount, lineText(bytes, start));
  if (Number.isNaN(scanner.stampMicros))
    return badStamp(stampText(layout, bytes, start), 'YYYY-MM-DD HH:MM:SS[.ffffff] or an epoch');
  return badSymbol(scanner.notedText(bytes, SYMBOL_NOTE));
}

/** A line within the file that holds nothing. */
export function blankLine(layout: TableLayout): LineFault {
  return {
    ...miscount(layout.plan, 0, ''),
    issue: `an empty line between rows, ${expectation(layout.plan)} fields`,
  };
}

/** A line that a format cannot use for a reason of its own. */
export function unusableLine(issue: string, bytes: Buffer, start: number): LineFault {
  return { code: 'UNDECODABLE', column: null, text: lineText(bytes, start), issue };
}

/** A line of too few or too many fields. */
export function miscount(plan: ColumnPlan, came: number, text: string): LineFault {
  const missing = plan.names.at(came);
  const issue = `${came} ${came === 1 ? 'field' : 'fields'} came, ${expectation(plan)}`;
  if (missing === undefined) return { code: 'EXTRA_FIELD', column: null, text, issue };
  return { code: 'TRUNCATED_ROW', column: missing, text, issue };
}

function expectation(plan: ColumnPlan): string {
  return `expected ${plan.targets.length}`;
}

/** A stamp that is none. */
export function badStamp(came: string, expected: string): LineFault {
  const issue = `time stamp "${cutText(came)}" cannot be read, expected ${expected}`;
  return { code: 'BAD_TS', column: 'ts', text: came, issue };
}

function badSymbol(came: string): LineFault {
  const issue = `symbol "${cutText(came)}" cannot be used, expected 1 to 64 characters without blanks`;
  return { code: 'UNDECODABLE', column: 'symbol', text: came, issue };
}

function stampText(layout: TableLayout, bytes: Buffer, start: number): string {
  return lineText(bytes, start).split(',')[layout.plan.targets.indexOf(TS)].trim();
}
