import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, LEVELS } from '@genesis/market';
import { type OddCell } from './line-scanner.js';

const SLOTS_BETWEEN_PRICE_AND_VOLUME = BID_VOLUME - BID_PRICE;

/** Whether a place in the row holds a price. */
export function isPrice(slot: number): boolean {
  return (slot >= BID_PRICE && slot < BID_VOLUME) || (slot >= ASK_PRICE && slot < ASK_VOLUME);
}

/** Price 0 with volume 0 is how tables write "no such level"; price 0 with a volume is left to validation. */
export function markZeroLevelsAbsent(rows: Float64Array, base: number): void {
  markSide(rows, base + BID_PRICE, base + BID_VOLUME);
  markSide(rows, base + ASK_PRICE, base + ASK_VOLUME);
}

function markSide(rows: Float64Array, prices: number, volumes: number): void {
  const distance = volumes - prices;
  for (let at = prices; at < volumes; at++) if (rows[at] === 0 && rows[at + distance] === 0) rows[at] = NaN;
}

/** Makes the levels from `levels` on absent, for formats that show fewer than ten. */
export function clearLevelsFrom(levels: number, rows: Float64Array, base: number): void {
  for (let level = levels; level < LEVELS; level++) {
    rows[base + BID_PRICE + level] = NaN;
    rows[base + BID_VOLUME + level] = 0;
    rows[base + ASK_PRICE + level] = NaN;
    rows[base + ASK_VOLUME + level] = 0;
  }
}

/** For vendors whose empty price means "no such level": such cells are levels of price NaN and volume 0, not defects. */
export function markEmptyLevelsAbsent(rows: Float64Array, base: number, oddCells: OddCell[]): void {
  if (oddCells.length === 0) return;
  const defects = oddCells.filter((cell) => !isEmptyLevel(rows, base, cell));
  for (const cell of oddCells) {
    if (isPrice(cell.target) && !defects.includes(cell))
      rows[base + cell.target + SLOTS_BETWEEN_PRICE_AND_VOLUME] = 0;
  }
  oddCells.splice(0, oddCells.length, ...defects);
}

function isEmptyLevel(rows: Float64Array, base: number, cell: OddCell): boolean {
  const price = isPrice(cell.target) ? cell.target : cell.target - SLOTS_BETWEEN_PRICE_AND_VOLUME;
  return cell.code === 'EMPTY_FIELD' && Number.isNaN(rows[base + price]);
}
