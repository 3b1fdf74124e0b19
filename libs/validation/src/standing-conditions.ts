import { ASK_PRICE, BID_PRICE } from '@genesis/market';
import { QUALITY_LOCKED, QUALITY_ONE_SIDED, QUALITY_WIDE } from './quality-bits.js';
import { type RowUnderCheck } from './row-under-check.js';
import { LOCKED, ONE_SIDED, WIDE } from './symbol-state.js';

/** A wide book stays wide until its spread is below this share of the limit, so that it does not flicker. */
const WIDE_EXIT_SHARE = 0.8;
const BOOK_CONDITIONS = LOCKED | WIDE | ONE_SIDED;

/** The spread as a fraction of the mid; NaN where a side is empty. */
export function spreadFraction(bid: number, ask: number): number {
  return (ask - bid) / ((ask + bid) / 2);
}

/** Whether a book with this spread turns wide, or stays so. */
export function isWideSpread(row: RowUnderCheck, fraction: number): boolean {
  const limit = row.settings.wideSpreadFraction;
  return fraction > ((row.state.conditions & WIDE) !== 0 ? WIDE_EXIT_SHARE * limit : limit);
}

/** Whether the best quotes say of the book what they said of the row before, so that there is nothing to report. */
export function conditionsStand(row: RowUnderCheck): boolean {
  const bid = row.rows[row.at + BID_PRICE];
  const ask = row.rows[row.at + ASK_PRICE];
  const standing = row.state.conditions & BOOK_CONDITIONS;
  if (bid < ask) return standing === (isWideSpread(row, spreadFraction(bid, ask)) ? WIDE : 0);
  if (bid === ask) return standing === LOCKED;
  return !(bid > ask) && standing === ONE_SIDED;
}

/** Sets the quality bits of the conditions that stand. */
export function markConditions(row: RowUnderCheck): void {
  const { conditions } = row.state;
  if ((conditions & LOCKED) !== 0) row.quality |= QUALITY_LOCKED;
  if ((conditions & ONE_SIDED) !== 0) row.quality |= QUALITY_ONE_SIDED;
  if ((conditions & WIDE) !== 0) markWide(row);
}

/** Rows between the border of turning wide and the one of staying so are not marked. */
function markWide(row: RowUnderCheck): void {
  const fraction = spreadFraction(row.rows[row.at + BID_PRICE], row.rows[row.at + ASK_PRICE]);
  if (fraction > row.settings.wideSpreadFraction) row.quality |= QUALITY_WIDE;
}
