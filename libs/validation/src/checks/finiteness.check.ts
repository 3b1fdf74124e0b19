import { LEVELS } from '@genesis/market';
import { BOOK_SIDES, priceColumn, volumeColumn, type BookSide } from '../book-side.js';
import { LARGEST_SIZE } from '../largest-size.js';
import { QUALITY_DEGRADED } from '../quality-bits.js';
import { type RowUnderCheck } from '../row-under-check.js';

/** Level 2: numbers that are not finite (or sizes as good as infinite) without a record by the source. */
export function checkFiniteness(row: RowUnderCheck): void {
  for (const side of BOOK_SIDES) {
    for (let level = 0; level < LEVELS; level++) {
      if (row.wasDropped(side, level)) continue;
      checkPrice(row, side, level);
      checkVolume(row, side, level);
    }
  }
}

/** NaN with size 0 is an absent level and no finding. */
function checkPrice(row: RowUnderCheck, side: BookSide, level: number): void {
  const price = row.price(side, level);
  if (Number.isFinite(price) || (Number.isNaN(price) && row.volume(side, level) === 0)) return;
  const code = Number.isNaN(price) ? 'NAN' : 'INF';
  const issue = `${priceColumn(side, level)} is ${price} with size ${row.volume(side, level)}; a price must be a finite number above 0`;
  row.condemnLevel(side, level, { code, before: String(price), issue });
}

function checkVolume(row: RowUnderCheck, side: BookSide, level: number): void {
  const volume = row.volume(side, level);
  if (Number.isFinite(volume) && volume <= LARGEST_SIZE) return;
  const field = volumeColumn(side, level);
  const code = Number.isNaN(volume) ? 'NAN' : 'INF';
  const bounds = Number.isFinite(volume) ? `at most ${LARGEST_SIZE}` : 'a finite number from 0 up';
  const issue = `${field} is ${volume}; a size must be ${bounds}, taken as 0`;
  row.setVolume(side, level, 0);
  row.quality |= QUALITY_DEGRADED;
  row.report({ code, action: 'REPAIRED', field, before: String(volume), after: '0', issue });
}
