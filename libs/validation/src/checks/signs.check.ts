import { LEVELS } from '@genesis/market';
import { BOOK_SIDES, priceColumn, volumeColumn, type BookSide } from '../book-side.js';
import { type RowUnderCheck } from '../row-under-check.js';

/** Level 3: prices above 0, sizes from 0 up. A negative size is no size, so its level cannot be believed. */
export function checkSigns(row: RowUnderCheck): void {
  for (const side of BOOK_SIDES) {
    for (let level = 0; level < LEVELS; level++) {
      if (row.price(side, level) <= 0) condemnPrice(row, side, level);
      else if (row.volume(side, level) < 0) condemnVolume(row, side, level);
    }
  }
}

function condemnPrice(row: RowUnderCheck, side: BookSide, level: number): void {
  const price = row.price(side, level);
  row.condemnLevel(side, level, {
    code: price === 0 ? 'ZERO_PRICE' : 'NEGATIVE_PRICE',
    before: String(price),
    issue: `${priceColumn(side, level)} is ${price} with size ${row.volume(side, level)}; a price must be above 0`,
  });
}

function condemnVolume(row: RowUnderCheck, side: BookSide, level: number): void {
  const field = volumeColumn(side, level);
  const volume = row.volume(side, level);
  row.condemnLevel(side, level, {
    code: 'NEGATIVE_VOLUME',
    field,
    before: String(volume),
    issue: `${field} is ${volume}; a size must be 0 or above`,
  });
}
