import { ASK_PRICE, COLUMN_NAMES, LEVELS, type CellDefect, type CellDefectCode } from '@genesis/market';
import { ASK_SIDE, BID_SIDE, BOOK_SIDES, type BookSide } from '../book-side.js';
import { QUALITY_DEGRADED } from '../quality-bits.js';
import { type RowUnderCheck } from '../row-under-check.js';

/** What a cell that came as `code` should have been. */
const PROBLEMS: Readonly<Record<Exclude<CellDefectCode, 'REORDERED'>, string>> = {
  EMPTY_FIELD: 'is empty',
  TEXT_IN_NUMBER: 'is not a number',
  NAN: 'is NaN',
  INF: 'is infinite',
};

/**
 * Levels 1 and 2: cells that the decoder could not read as plain finite numbers. A size becomes 0, a deep price
 * takes its level with it, a best price quarantines the row, and a side of which nothing is left rejects it.
 * A level whose price and size are both written as empty (or NaN) is a level that is not there, as exports of
 * thin books have it.
 */
export function checkDefectiveCells(row: RowUnderCheck): void {
  if (row.cellDefects.length === 0) return;
  for (const side of BOOK_SIDES) clearUnwrittenLevels(row, side);
  for (const defect of row.cellDefects) {
    const column = COLUMN_NAMES.indexOf(defect.column);
    if (defect.code === 'REORDERED') reportReordered(row, defect);
    else if (column > 0) judgeCell(row, defect, defect.code, column);
  }
  for (const side of BOOK_SIDES) rejectMissingSide(row, side);
}

function clearUnwrittenLevels(row: RowUnderCheck, side: BookSide): void {
  for (let level = 0; level < LEVELS; level++) {
    if (isUnwritten(row, side, level)) row.clearLevel(side, level);
  }
}

function isUnwritten(row: RowUnderCheck, side: BookSide, level: number): boolean {
  const price = blankAt(row, side.priceAt + level);
  const volume = blankAt(row, side.volumeAt + level);
  return price && (volume || row.volume(side, level) === 0);
}

/** Whether a cell was left blank, rather than filled with something unreadable. */
function blankAt(row: RowUnderCheck, column: number): boolean {
  return row.cellDefects.some(
    (defect) =>
      defect.column === COLUMN_NAMES[column] && (defect.code === 'EMPTY_FIELD' || defect.code === 'NAN'),
  );
}

function judgeCell(
  row: RowUnderCheck,
  defect: CellDefect,
  code: Exclude<CellDefectCode, 'REORDERED'>,
  column: number,
): void {
  const side = column < ASK_PRICE ? BID_SIDE : ASK_SIDE;
  const isPrice = column < side.volumeAt;
  const level = column - (isPrice ? side.priceAt : side.volumeAt);
  if (isUnwritten(row, side, level)) return;
  const came = `${defect.column} ${PROBLEMS[code]} ("${defect.text}")`;
  if (isPrice) {
    const issue = `${came}; a price must be a finite number above 0`;
    row.condemnLevel(side, level, { code, before: defect.text, issue });
    return;
  }
  row.setVolume(side, level, 0);
  row.quality |= QUALITY_DEGRADED;
  const issue = `${came}; a size must be a finite number from 0 up, taken as 0`;
  row.report({ code, action: 'REPAIRED', field: defect.column, before: defect.text, after: '0', issue });
}

function reportReordered(row: RowUnderCheck, defect: CellDefect): void {
  row.report({
    code: 'OUT_OF_ORDER_TS',
    action: 'REPAIRED',
    field: defect.column,
    before: defect.text,
    issue: `${defect.column} "${defect.text}" came after a later stamp; stamps may not go back, sorted into its place`,
  });
}

function rejectMissingSide(row: RowUnderCheck, side: BookSide): void {
  const broken = row.cellDefects.filter((defect) => defect.column.startsWith(`${side.name}_price`));
  if (broken.length === 0) return;
  for (let level = 0; level < LEVELS; level++) if (row.isPresent(side, level)) return;
  row.report({
    code: 'MISSING_SIDE',
    action: 'REJECTED',
    field: broken[0].column,
    before: broken[0].text,
    issue: `no ${side.name} price can be read (${broken.length} unreadable cells); at least one is expected`,
  });
}
