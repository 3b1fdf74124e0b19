import { LEVELS } from '@genesis/market';
import { type BookRow } from './book-row.js';
import { ASK_SIDE, BID_SIDE, type BookSide } from './book-side.js';

/** Prices of the row at hand, ascending; filled anew by every call. */
const sorted = new Float64Array(2 * LEVELS);

/** The median of a row's prices above 0, the lower one of two; NaN where it has none. */
export function medianPrice(row: BookRow): number {
  let count = 0;
  // From the worst bid to the worst ask: prices of a sound book come in order.
  for (let level = LEVELS - 1; level >= 0; level--) count = insertPrice(row, BID_SIDE, level, count);
  for (let level = 0; level < LEVELS; level++) count = insertPrice(row, ASK_SIDE, level, count);
  return count === 0 ? NaN : sorted[(count - 1) >> 1];
}

/** The number of sorted prices afterwards. */
function insertPrice(row: BookRow, side: BookSide, level: number, count: number): number {
  const price = row.price(side, level);
  if (!(price > 0)) return count;
  let at = count;
  for (; at > 0 && sorted[at - 1] > price; at--) sorted[at] = sorted[at - 1];
  sorted[at] = price;
  return count + 1;
}
