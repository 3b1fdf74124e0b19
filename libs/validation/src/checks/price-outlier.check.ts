import { LEVELS } from '@genesis/market';
import { BOOK_SIDES, priceColumn, type BookSide } from '../book-side.js';
import { QUALITY_REPAIRED } from '../quality-bits.js';
import { type RowUnderCheck } from '../row-under-check.js';

/**
 * Level 3: single prices beyond the band around the reference. A stub quote that rests deep in the book is
 * dropped from every row but reported once, when it comes.
 */
export function checkPriceOutliers(row: RowUnderCheck): void {
  const { state } = row;
  const reference = referencePrice(row);
  const dropped = BOOK_SIDES.flatMap((side) => checkSide(row, side, reference));
  if (dropped.length === 0) return;
  state.outlierPrices = dropped;
  state.outliersAt = state.seen;
}

/** The outlying prices of a side, dropped; where its best one is among them, nothing else is judged. */
function checkSide(row: RowUnderCheck, side: BookSide, reference: number): number[] {
  const dropped: number[] = [];
  for (let level = 0; level < LEVELS; level++) {
    const price = row.price(side, level);
    if (!(distance(price, reference) > row.settings.priceLogBand)) continue;
    judgeOutlier(row, side, level, reference);
    if (level === 0) break;
    dropped.push(price);
  }
  return dropped;
}

function judgeOutlier(row: RowUnderCheck, side: BookSide, level: number, reference: number): void {
  const price = row.price(side, level);
  if (level > 0 && isStanding(row, price)) {
    row.dropLevel(side, level);
    row.quality |= QUALITY_REPAIRED;
    return;
  }
  const factor = Math.exp(row.settings.priceLogBand).toFixed(2);
  row.condemnLevel(side, level, {
    code: 'PRICE_OUTLIER',
    before: String(price),
    issue: `${priceColumn(side, level)} is ${price} against a reference of ${reference}; within a factor of ${factor} is allowed`,
  });
}

/** Whether the row before showed the same outlier. */
function isStanding(row: RowUnderCheck, price: number): boolean {
  const { outliersAt, outlierPrices, seen } = row.state;
  return outliersAt === seen - 1 && outlierPrices.includes(price);
}

/**
 * The last accepted mid. Where there is none, or where most of the row's prices lie outside its band (then the
 * whole market has moved, which is for the check of the mid to judge), the row's own median price.
 */
function referencePrice(row: RowUnderCheck): number {
  const { lowest, highest, referenceMid } = row.state;
  const prices = presentPrices(row);
  const outside = prices.filter((price) => !(price >= lowest && price <= highest)).length;
  if (outside * 2 <= prices.length) return referenceMid;
  return prices.sort((a, b) => a - b)[(prices.length - 1) >> 1];
}

function presentPrices(row: RowUnderCheck): number[] {
  return BOOK_SIDES.flatMap((side) =>
    Array.from({ length: LEVELS }, (_, level) => row.price(side, level)).filter((price) => price > 0),
  );
}

function distance(price: number, reference: number): number {
  return Math.abs(Math.log(price / reference));
}
