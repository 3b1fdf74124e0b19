import { ASK_SIDE, BID_SIDE } from '../book-side.js';
import { type RowUnderCheck } from '../row-under-check.js';

/**
 * Level 3, once the book has a mid: a jump beyond the band is quarantined until enough consecutive rows agree
 * on the new price; the row that completes them is accepted, is the new reference, and voids older windows.
 */
export function checkMidJump(row: RowUnderCheck): void {
  const { state, settings } = row;
  const mid = (row.price(BID_SIDE, 0) + row.price(ASK_SIDE, 0)) / 2;
  const jump = Math.abs(Math.log(mid / state.referenceMid));
  if (!(jump > settings.priceLogBand)) {
    if (mid > 0) state.jumpRows = 0;
    return;
  }
  const agrees = Math.abs(Math.log(mid / state.jumpMid)) <= settings.agreementLogBand;
  state.jumpRows = agrees && state.jumpRows > 0 ? state.jumpRows + 1 : 1;
  state.jumpMid = mid;
  reportJump(row, mid, state.jumpRows >= settings.agreeingRows);
}

function reportJump(row: RowUnderCheck, mid: number, settled: boolean): void {
  const { state, settings } = row;
  const factor = Math.exp(settings.priceLogBand).toFixed(2);
  const came = `the mid went from ${state.referenceMid} to ${mid}; within a factor of ${factor} is allowed`;
  if (!settled) {
    row.report({ code: 'MID_JUMP', action: 'QUARANTINED', before: String(mid), issue: came });
    return;
  }
  const issue = `${came}, but ${state.jumpRows} rows in a row agree: taken as the new price level`;
  row.report({ code: 'MID_JUMP', action: 'FLAGGED', before: String(mid), issue });
  state.jumpRows = 0;
  state.resetPending = true;
}
