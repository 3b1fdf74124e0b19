import { ASK_SIDE, BID_SIDE } from '../book-side.js';
import { QUALITY_ONE_SIDED } from '../quality-bits.js';
import { type RowUnderCheck } from '../row-under-check.js';
import { ONE_SIDED } from '../symbol-state.js';

/**
 * Levels 1 and 5: a side that is honestly empty (limit state, nobody quotes) passes, marked; a book with
 * nothing on either side is no snapshot.
 */
export function checkSides(row: RowUnderCheck): void {
  const noBid = !row.isPresent(BID_SIDE, 0);
  const noAsk = !row.isPresent(ASK_SIDE, 0);
  if (noBid && noAsk) {
    const issue = 'neither side has a level; at least one is expected';
    row.report({ code: 'MISSING_SIDE', action: 'REJECTED', issue });
    return;
  }
  const oneSided = noBid || noAsk;
  if (row.state.turnsOn(ONE_SIDED, oneSided)) reportOneSided(row, noBid ? 'bid' : 'ask');
  if (oneSided) row.quality |= QUALITY_ONE_SIDED;
}

function reportOneSided(row: RowUnderCheck, side: 'bid' | 'ask'): void {
  row.report({
    code: 'ONE_SIDED_BOOK',
    action: 'FLAGGED',
    field: `${side}_price_1`,
    issue: `the book has no ${side}; two sides are usual, passed without a mid price`,
  });
}
