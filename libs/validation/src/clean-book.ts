import { type RowChanges } from '@genesis/market';
import { ASK_SIDE, BID_SIDE, type BookSide } from './book-side.js';
import { LOWEST_PLACEHOLDER } from './checks/placeholder-prices.check.js';
import { isOnTick } from './checks/tick-grid.check.js';
import { LARGEST_SIZE } from './largest-size.js';
import { QUALITY_REPAIRED } from './quality-bits.js';
import { type RowUnderCheck } from './row-under-check.js';
import { conditionsStand, markConditions } from './standing-conditions.js';

// As in snapshot-layout.ts: a constant of this file is folded into the loops, an imported one is loaded each time.
const LEVELS = 10;

/** Instead of a number of levels: the checks must look at the row. */
const UNSOUND = -1;

/**
 * The fast path: the number of levels (of the shorter side; of a one-sided book, of the side that is there) of a
 * row that no book check has anything new to say about, or 0 for a row that the checks must look at. What stands
 * since the row before (locked, wide, one-sided, stub quotes) is marked or dropped as the checks would do it.
 * Prices that are strictly ordered need a comparison with the reference at the best and the outermost levels only,
 * and what has not changed since a row that passed here needs none.
 */
export function cleanLevels(row: RowUnderCheck, changes: RowChanges): number {
  const { state } = row;
  if (state.jumpRows !== 0 || !conditionsStand(row)) return 0;
  const bids = stillSoundLevels(row, BID_SIDE, changes.bidPrices, changes.bidVolumes, state.soundBids);
  if (bids === UNSOUND) return 0;
  const asks = stillSoundLevels(row, ASK_SIDE, changes.askPrices, changes.askVolumes, state.soundAsks);
  if (asks === UNSOUND || bids + asks === 0) return 0;
  if (state.tickSize > 0 && !isBookOnTick(row)) return 0;
  const reference = referencePrice(row, bids, asks);
  const believedBids = believedLevels(row, BID_SIDE, bids, reference);
  if (believedBids === UNSOUND) return 0;
  const believedAsks = believedLevels(row, ASK_SIDE, asks, reference);
  if (believedAsks === UNSOUND) return 0;
  const believed = believedBids + believedAsks;
  if (believed < bids + asks) {
    const stubs = bids + asks - believed;
    if (stubs > believed || stubs !== state.outliers.count(state.seen)) return 0;
    dropStubs(row, believedBids, bids, believedAsks, asks);
  }
  row.soundBids = believedBids;
  row.soundAsks = believedAsks;
  if (state.conditions !== 0) markConditions(row);
  if (bids === 0 || asks === 0) return believed;
  return believedBids < believedAsks ? believedBids : believedAsks;
}

/** Levels of a side, of which `known` were sound before (-1: none is known) and the masked ones have changed. */
function stillSoundLevels(
  row: RowUnderCheck,
  side: BookSide,
  prices: number,
  volumes: number,
  known: number,
): number {
  if (prices !== 0 || known < 0) return soundLevels(row, side);
  const volumeAt = row.at + side.volumeAt;
  for (let left = volumes; left !== 0; left &= left - 1) {
    const level = 31 - Math.clz32(left & -left);
    const volume = row.rows[volumeAt + level];
    if (!(volume >= 0 && volume <= (level < known ? LARGEST_SIZE : 0))) return UNSOUND;
  }
  return known;
}

/** Levels of a side that is empty or strictly ordered, with sizes from 0 up and nothing after its last level. */
function soundLevels(row: RowUnderCheck, side: BookSide): number {
  const { rows } = row;
  const priceAt = row.at + side.priceAt;
  const volumeAt = row.at + side.volumeAt;
  const { inward } = side;
  let levels = 0;
  let last = inward * Infinity;
  for (; levels < LEVELS; levels++) {
    const price = rows[priceAt + levels];
    if (!(inward * (last - price) > 0)) break;
    const volume = rows[volumeAt + levels];
    if (!(volume >= 0 && volume <= LARGEST_SIZE)) return UNSOUND;
    last = price;
  }
  for (let rest = levels; rest < LEVELS; rest++) {
    if (!Number.isNaN(rows[priceAt + rest]) || rows[volumeAt + rest] !== 0) return UNSOUND;
  }
  return levels;
}

/**
 * The last accepted mid. Without one, the median price of a side that stands alone, and NaN (so that no price is
 * believed here) for the first book of two sides and for prices among which vendors write placeholders.
 */
function referencePrice(row: RowUnderCheck, bids: number, asks: number): number {
  const { rows, at, state } = row;
  if (!Number.isNaN(state.referenceMid)) return state.referenceMid;
  if (bids > 0 && asks > 0) return NaN;
  // Of an even number the lower one, and bids stand from the highest to the lowest.
  const median =
    bids > 0 ? rows[at + BID_SIDE.priceAt + (bids >> 1)] : rows[at + ASK_SIDE.priceAt + ((asks - 1) >> 1)];
  return median > 0 && median * state.highestShare < LOWEST_PLACEHOLDER ? median : NaN;
}

/** Levels of a sound side that are left without the stub quotes that stand at its end. */
function believedLevels(row: RowUnderCheck, side: BookSide, levels: number, reference: number): number {
  if (levels === 0) return 0;
  const { rows, state } = row;
  const priceAt = row.at + side.priceAt;
  const lowest = reference * state.lowestShare;
  const highest = reference * state.highestShare;
  const best = rows[priceAt];
  if (!(best >= lowest && best <= highest)) return UNSOUND;
  for (let level = levels - 1; level > 0; level--) {
    const price = rows[priceAt + level];
    if (price >= lowest && price <= highest) return level + 1;
    // With nothing behind it the price may be a placeholder, which is for the checks to tell.
    if (row.volume(side, level) === 0 || !state.outliers.stands(price, state.seen)) return UNSOUND;
  }
  return 1;
}

function dropStubs(row: RowUnderCheck, fromBid: number, bids: number, fromAsk: number, asks: number): void {
  for (let level = fromBid; level < bids; level++) row.clearLevel(BID_SIDE, level);
  for (let level = fromAsk; level < asks; level++) row.clearLevel(ASK_SIDE, level);
  row.quality |= QUALITY_REPAIRED;
  row.state.outliers.stay(row.state.seen);
}

function isBookOnTick(row: RowUnderCheck): boolean {
  const { tickSize } = row.state;
  for (let level = 0; level < LEVELS; level++) {
    if (!isOnTick(row.price(BID_SIDE, level), tickSize)) return false;
    if (!isOnTick(row.price(ASK_SIDE, level), tickSize)) return false;
  }
  return true;
}
