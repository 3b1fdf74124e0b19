import { LEVELS } from '@genesis/market';
import { BOOK_SIDES } from '../book-side.js';
import { type RowUnderCheck } from '../row-under-check.js';

/** LOBSTER's ±9999999999 after its division by 10000: the smallest placeholder beside 0. */
export const LOWEST_PLACEHOLDER = 999_999.9999;
/** Databento's undefined price (the largest 64-bit integer, times 1e-9) and, above it, LOBSTER's undivided one. */
const SMALLEST_RAW_PLACEHOLDER = 9_223_372_036;

/**
 * Level 3: what vendors write for a level that is not there (price 0, or an impossibly large one, with size 0)
 * becomes an absent level. That is how the format says it, so it is no finding.
 */
export function clearPlaceholderPrices(row: RowUnderCheck): void {
  for (const side of BOOK_SIDES) {
    for (let level = 0; level < LEVELS; level++) {
      if (row.volume(side, level) === 0 && isPlaceholder(row.price(side, level))) row.clearLevel(side, level);
    }
  }
}

function isPlaceholder(price: number): boolean {
  const size = Math.abs(price);
  return size === 0 || size === LOWEST_PLACEHOLDER || size >= SMALLEST_RAW_PLACEHOLDER;
}
