import { LEVELS } from '@genesis/market';
import { BOOK_SIDES, priceColumn } from '../book-side.js';
import { type RowUnderCheck } from '../row-under-check.js';

/** Decimal prices are not exact in binary: this much of a tick beside the grid is still on it. */
const TICK_TOLERANCE = 1e-4;

/** Level 3: prices on the symbol's grid, where its price step is configured. */
export function checkTickGrid(row: RowUnderCheck): void {
  const { tickSize } = row.state;
  if (tickSize === 0) return;
  for (const side of BOOK_SIDES) {
    for (let level = 0; level < LEVELS; level++) {
      const price = row.price(side, level);
      if (isOnTick(price, tickSize)) continue;
      const issue = `${priceColumn(side, level)} is ${price}; a whole multiple of ${tickSize} is expected`;
      row.condemnLevel(side, level, { code: 'OFF_TICK', before: String(price), issue });
    }
  }
}

/** Whether a price is a whole number of ticks; an absent level (NaN) breaks no grid. */
export function isOnTick(price: number, tickSize: number): boolean {
  const ticks = price / tickSize;
  return !(Math.abs(ticks - Math.round(ticks)) > TICK_TOLERANCE);
}
