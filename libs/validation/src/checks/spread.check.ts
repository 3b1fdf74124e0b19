import { ASK_SIDE, BID_SIDE } from '../book-side.js';
import { QUALITY_LOCKED, QUALITY_WIDE } from '../quality-bits.js';
import { type RowUnderCheck } from '../row-under-check.js';
import { isWideSpread, spreadFraction } from '../standing-conditions.js';
import { LOCKED, WIDE } from '../symbol-state.js';

/** Level 5: crossed books are quarantined; locked and wide ones pass, reported when they turn so. */
export function checkSpread(row: RowUnderCheck): void {
  const bid = row.price(BID_SIDE, 0);
  const ask = row.price(ASK_SIDE, 0);
  if (bid > ask) {
    const issue = `best bid ${bid} is above best ask ${ask}; a bid must be below every ask`;
    reportSpread(row, 'CROSSED_BOOK', 'QUARANTINED', bid, ask, issue);
    return;
  }
  checkLocked(row, bid, ask);
  checkWide(row, bid, ask);
}

function checkLocked(row: RowUnderCheck, bid: number, ask: number): void {
  const locked = bid === ask;
  if (locked) row.quality |= QUALITY_LOCKED;
  if (!row.state.turnsOn(LOCKED, locked)) return;
  const issue = `best bid ${bid} equals best ask ${ask}; a spread above 0 is usual`;
  reportSpread(row, 'LOCKED_BOOK', 'FLAGGED', bid, ask, issue);
}

function checkWide(row: RowUnderCheck, bid: number, ask: number): void {
  const { state, settings } = row;
  const share = spreadFraction(bid, ask);
  const limit = settings.wideSpreadFraction;
  if (share > limit) row.quality |= QUALITY_WIDE;
  if (!state.turnsOn(WIDE, isWideSpread(row, share))) return;
  const issue = `the spread ${bid} to ${ask} is ${percent(share)} of the mid; up to ${percent(limit)} is usual`;
  reportSpread(row, 'WIDE_BOOK', 'FLAGGED', bid, ask, issue);
}

function reportSpread(
  row: RowUnderCheck,
  code: 'CROSSED_BOOK' | 'LOCKED_BOOK' | 'WIDE_BOOK',
  action: 'QUARANTINED' | 'FLAGGED',
  bid: number,
  ask: number,
  issue: string,
): void {
  const side = movedSide(row, bid, ask);
  const field = `${side}_price_1`;
  row.report({ code, action, field, before: String(side === 'bid' ? bid : ask), issue });
}

/** The side whose best price moved further since the last accepted row; without one, the bid. */
function movedSide(row: RowUnderCheck, bid: number, ask: number): 'bid' | 'ask' {
  const { bestBid, bestAsk } = row.state;
  return Math.abs(ask - bestAsk) > Math.abs(bid - bestBid) ? 'ask' : 'bid';
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
