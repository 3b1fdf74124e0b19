import { COLUMN_NAMES, LEVELS, TS } from '@genesis/market';
import { parseStamp } from '../bytes/parse-stamp.js';
import { cellsOf, type FileHead, headerNames } from '../file-head.js';
import { UnusableInputError } from '../unusable-input.error.js';
import { symbolOfFile } from '../symbol-of-file.js';
import { markZeroLevelsAbsent } from '../table/absent-levels.js';
import { notedAs, planColumns } from '../table/column-plan.js';
import { SYMBOL_NOTE, type TableLayout } from '../table/table-layout.js';
import { TableRowDecoder } from '../table/table-row-decoder.js';
import { type LevelColumns, levelTargets, planHeader } from './header-plan.js';
import { type TableFormat } from './table-format.js';

const [, ...LEVEL_COLUMNS] = COLUMN_NAMES;

/** The documented order of a file without a header; a forty-second field is the symbol. */
export const CSV_COLUMNS: readonly string[] = [...LEVEL_COLUMNS, 'ts'];

const STAMP_FIELD = CSV_COLUMNS.length - 1;
const STAMP_NAMES = ['ts', 'timestamp'];
const SYMBOL = 'symbol';

/**
 * The predecessor's 41 columns: `bid_price_1..10, bid_volume_1..10, ask_price_1..10, ask_volume_1..10, ts`.
 * With a header in any order and case, `timestamp` for `ts`, and a `symbol` column if the rows name their own;
 * without a header in the documented order.
 */
export const csvFormat: TableFormat = {
  name: 'csv',
  recognises: (head) => hasHeader(head) || isDocumentedOrder(cellsOf(head.firstLine)),
  layout: (head, symbol) => (hasHeader(head) ? headedLayout(head, symbol) : bareLayout(head, symbol)),
  createDecoder: (layout, symbols) =>
    new TableRowDecoder(layout, symbols, (_scanner, _bytes, batch, base) => {
      markZeroLevelsAbsent(batch.rows, base);
      return null;
    }),
};

function hasHeader(head: FileHead): boolean {
  return headerNames(head).some((name) => LEVEL_COLUMNS.includes(name));
}

function isDocumentedOrder(cells: readonly string[]): boolean {
  const stamp = Buffer.from(cells[STAMP_FIELD] ?? '');
  return cells.length <= CSV_COLUMNS.length + 1 && !Number.isNaN(parseStamp(stamp, 0, stamp.length));
}

function headedLayout(head: FileHead, symbol: string | undefined): TableLayout {
  const names = headerNames(head);
  const wanted = levelTargets(columnsOf).set(STAMP_NAMES.find((name) => names.includes(name)) ?? 'ts', TS);
  const named = names.includes(SYMBOL);
  if (named) wanted.set(SYMBOL, notedAs(SYMBOL_NOTE));
  return { ...common(head, named, symbol), plan: planHeader(head, wanted), headerLines: 1 };
}

function bareLayout(head: FileHead, symbol: string | undefined): TableLayout {
  const fields = cellsOf(head.firstLine).length;
  if (fields !== CSV_COLUMNS.length && fields !== CSV_COLUMNS.length + 1)
    throw neitherHeaderNorRow(head, fields);
  const named = fields > CSV_COLUMNS.length;
  const targets = levelTargets(columnsOf).set('ts', TS).set(SYMBOL, notedAs(SYMBOL_NOTE));
  const names = named ? [...CSV_COLUMNS, SYMBOL] : CSV_COLUMNS;
  return { ...common(head, named, symbol), plan: planColumns(names, targets), headerLines: 0 };
}

function neitherHeaderNorRow(head: FileHead, fields: number): UnusableInputError {
  const expected = `a header or ${CSV_COLUMNS.length} fields (${CSV_COLUMNS.length + 1} with a symbol)`;
  return new UnusableInputError(head.path, 1, `has ${fields} fields, expected ${expected}`);
}

function common(
  head: FileHead,
  named: boolean,
  symbol: string | undefined,
): Pick<TableLayout, 'path' | 'levels' | 'symbol'> {
  return { path: head.path, levels: LEVELS, symbol: named ? null : (symbol ?? symbolOfFile(head.name)) };
}

function columnsOf(level: number): LevelColumns {
  const n = level + 1;
  return {
    bidPrice: `bid_price_${n}`,
    bidVolume: `bid_volume_${n}`,
    askPrice: `ask_price_${n}`,
    askVolume: `ask_volume_${n}`,
  };
}
