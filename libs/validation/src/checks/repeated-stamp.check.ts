import { ROW_STRIDE, TS } from '@genesis/market';
import { isUnusual } from '../habit.js';
import { ACCEPTED } from '../row-validator.js';
import { type RowUnderCheck } from '../row-under-check.js';

/** A stamp shared with the row above is worth a word while that is rarer than one in so many rows. */
const REPORTED_ONE_IN = 250;

/**
 * Level 6: the stamp of the row above again, with the same book (dropped) or another one (passed). Many honest
 * feeds share stamps as a habit, AAPL's of 2012 in 5.4 % of rows; there it says nothing.
 */
export function checkRepeatedStamp(row: RowUnderCheck): void {
  const { state } = row;
  if (row.tsMicros !== state.lastTs) return;
  if (!isUnusual(state.sharedStamps++, state.seen, REPORTED_ONE_IN)) return;
  if (row.outcome !== ACCEPTED) return;
  if (repeatsPrevious(row)) {
    const issue = 'stamp and book repeat the row above; each row may come once, dropped';
    row.report({ code: 'DUPLICATE_ROW', action: 'DROPPED', field: 'ts', issue });
  } else {
    const issue =
      'the stamp repeats the row above with another book; stamps of this feed are usually distinct';
    row.report({ code: 'DUPLICATE_TS', action: 'FLAGGED', field: 'ts', issue });
  }
}

function repeatsPrevious(row: RowUnderCheck): boolean {
  const { state, rows, at } = row;
  const previous = state.previousRow < 0 ? state.previous : rows;
  const from = state.previousRow < 0 ? 0 : state.previousRow * ROW_STRIDE;
  for (let column = TS + 1; column < ROW_STRIDE; column++) {
    // Object.is, because an absent level's NaN repeats itself too.
    if (!Object.is(rows[at + column], previous[from + column])) return false;
  }
  return true;
}
