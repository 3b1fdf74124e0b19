import { LEVELS } from '@genesis/market';
import { BOOK_SIDES, priceColumn, type BookSide } from '../book-side.js';
import { type RowUnderCheck } from '../row-under-check.js';

/**
 * Level 1: levels that are missing between present ones are closed up, whether the source left them out (a
 * finding) or a check before this one dropped them (reported there). A missing best level quarantines the row:
 * the next one is not the best price. Levels missing at the end are everyday life on a thin book.
 */
export function closeLevelGaps(row: RowUnderCheck): void {
  for (const side of BOOK_SIDES) closeGaps(row, side);
}

function closeGaps(row: RowUnderCheck, side: BookSide): void {
  let kept = 0;
  let missing = -1;
  for (let level = 0; level < LEVELS; level++) {
    if (!row.isPresent(side, level)) {
      if (missing < 0 && !row.wasDropped(side, level)) missing = level;
      continue;
    }
    if (missing >= 0 && missing < level) {
      if (!reportGap(row, side, missing, level)) return;
      missing = LEVELS;
    }
    if (kept !== level) row.moveLevel(side, level, kept);
    kept++;
  }
}

/** False where the best level is missing and the row stays as it is. */
function reportGap(row: RowUnderCheck, side: BookSide, missing: number, next: number): boolean {
  const field = priceColumn(side, missing);
  const came = `${field} is missing while ${priceColumn(side, next)} is there`;
  if (missing === 0) {
    const issue = `${came}; a side must begin with its best level`;
    row.report({ code: 'FEWER_LEVELS', action: 'QUARANTINED', field, issue });
    return false;
  }
  const after = String(row.price(side, next));
  const issue = `${came}; levels must follow one another, gap closed`;
  row.report({ code: 'FEWER_LEVELS', action: 'REPAIRED', field, after, issue });
  return true;
}
