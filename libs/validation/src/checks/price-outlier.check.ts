import { LEVELS } from '@genesis/market';
import { BOOK_SIDES, priceColumn, type BookSide } from '../book-side.js';
import { medianPrice } from '../median-price.js';
import { QUALITY_REPAIRED } from '../quality-bits.js';
import { type RowUnderCheck } from '../row-under-check.js';

/**
 * Level 3: single prices beyond the band around the reference. A stub quote that rests deep in the book is
 * dropped from every row but reported once, when it comes.
 *
 * The reference is the last accepted mid. Where there is none, or where most of the row's prices lie outside its
 * band (then the whole market has moved, which is for the check of the mid to judge), the row's own median price.
 */
export function checkPriceOutliers(row: RowUnderCheck): void {
  const { state } = row;
  const reference = referencePrice(row);
  if (Number.isNaN(reference)) return;
  for (const side of BOOK_SIDES) checkSide(row, side, reference);
  state.outliers.endRow(state.seen);
}

/** NaN where every price lies within the band of the last mid, so that there is nothing to judge. */
function referencePrice(row: RowUnderCheck): number {
  const { referenceMid, lowestShare, highestShare } = row.state;
  const lowest = referenceMid * lowestShare;
  const highest = referenceMid * highestShare;
  let prices = 0;
  let outside = 0;
  for (const side of BOOK_SIDES) {
    for (let level = 0; level < LEVELS; level++) {
      const price = row.price(side, level);
      if (!(price > 0)) continue;
      prices++;
      if (!(price >= lowest && price <= highest)) outside++;
    }
  }
  if (outside === 0) return NaN;
  return outside * 2 > prices ? medianPrice(row) : referenceMid;
}

/** Drops the outlying prices of a side; where its best one is among them, nothing else of it is judged. */
function checkSide(row: RowUnderCheck, side: BookSide, reference: number): void {
  const lowest = reference * row.state.lowestShare;
  const highest = reference * row.state.highestShare;
  for (let level = 0; level < LEVELS; level++) {
    const price = row.price(side, level);
    if (!(price < lowest || price > highest)) continue;
    judgeOutlier(row, side, level, reference);
    if (level === 0) break;
    row.state.outliers.add(price);
  }
}

function judgeOutlier(row: RowUnderCheck, side: BookSide, level: number, reference: number): void {
  const price = row.price(side, level);
  const { outliers, seen } = row.state;
  if (level > 0 && outliers.stands(price, seen)) {
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
