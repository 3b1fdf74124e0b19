import { BOOK_SIDES, priceColumn, volumeColumn, type BookSide } from '../book-side.js';
import { type RowUnderCheck } from '../row-under-check.js';

/** Level 4: levels from the best outwards, each price once. Sorted and merged in place, sizes follow. */
export function checkLevelOrder(row: RowUnderCheck): void {
  for (const side of BOOK_SIDES) {
    const levels = row.levels(side);
    sortLevels(row, side, levels);
    mergeLevels(row, side, levels);
  }
}

function sortLevels(row: RowUnderCheck, side: BookSide, levels: number): void {
  const broken = firstUnsorted(row, side, levels);
  if (broken < 0) return;
  const field = priceColumn(side, row.origin(side, broken));
  const before = row.price(side, broken);
  const next = row.price(side, broken + 1);
  for (let level = 1; level < levels; level++) insert(row, side, level);
  const order = side.inward > 0 ? 'fall' : 'rise';
  row.report({
    code: 'UNSORTED_LEVELS',
    action: 'REPAIRED',
    field,
    before: String(before),
    after: String(row.price(side, broken)),
    issue: `${field} is ${before} and the level after it ${next}; ${side.name} prices must ${order} from the best outwards, sorted`,
  });
}

/** The first level whose successor is better than it, or -1. */
function firstUnsorted(row: RowUnderCheck, side: BookSide, levels: number): number {
  for (let level = 0; level + 1 < levels; level++) {
    if (isBetter(side, row.price(side, level + 1), row.price(side, level))) return level;
  }
  return -1;
}

function isBetter(side: BookSide, price: number, than: number): boolean {
  return side.inward * (price - than) > 0;
}

/** One step of an insertion sort, stable: ten levels that are nearly in order need no better one. */
function insert(row: RowUnderCheck, side: BookSide, from: number): void {
  const price = row.price(side, from);
  const volume = row.volume(side, from);
  let level = from;
  for (; level > 0 && isBetter(side, price, row.price(side, level - 1)); level--) {
    row.setLevel(side, level, row.price(side, level - 1), row.volume(side, level - 1));
  }
  row.setLevel(side, level, price, volume);
}

function mergeLevels(row: RowUnderCheck, side: BookSide, levels: number): void {
  let kept = 0;
  for (let level = 1; level < levels; level++) {
    if (row.price(side, level) === row.price(side, kept)) mergeLevel(row, side, level, kept);
    else if (++kept !== level) row.moveLevel(side, level, kept);
  }
}

function mergeLevel(row: RowUnderCheck, side: BookSide, level: number, into: number): void {
  const field = priceColumn(side, row.origin(side, level));
  const price = row.price(side, level);
  const total = row.volume(side, into) + row.volume(side, level);
  const sizes = `${row.volume(side, into)} + ${row.volume(side, level)}`;
  row.setVolume(side, into, total);
  row.clearLevel(side, level);
  row.report({
    code: 'DUPLICATE_LEVEL',
    action: 'REPAIRED',
    field,
    before: String(price),
    issue: `${field} repeats the price ${price}; each price may stand once, sizes ${sizes} merged into ${volumeColumn(side, into)}`,
  });
}
