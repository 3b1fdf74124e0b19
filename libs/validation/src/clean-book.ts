import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, LEVELS } from '@genesis/market';
import { isOnTick } from './checks/tick-grid.check.js';
import { type SymbolState } from './symbol-state.js';

/**
 * The fast path: the number of levels (of the shorter side) of a row that no book check has anything to say
 * about, or 0 for a row that the checks must look at. Fused into one pass because nearly all rows end here:
 * prices that are strictly ordered need a comparison with the reference at the outermost levels only.
 */
export function cleanLevels(
  rows: Float64Array,
  at: number,
  state: SymbolState,
  wideSpreadFraction: number,
): number {
  if (state.conditions !== 0 || state.jumpRows !== 0) return 0;
  const bestBid = rows[at + BID_PRICE];
  const bestAsk = rows[at + ASK_PRICE];
  const spread = bestAsk - bestBid;
  if (!(spread > 0 && spread * 2 <= wideSpreadFraction * (bestBid + bestAsk))) return 0;

  const bids = soundLevels(rows, at + BID_PRICE, at + BID_VOLUME, 1);
  if (bids === 0 || !(rows[at + BID_PRICE + bids - 1] >= state.lowest)) return 0;
  const asks = soundLevels(rows, at + ASK_PRICE, at + ASK_VOLUME, -1);
  if (asks === 0 || !(rows[at + ASK_PRICE + asks - 1] <= state.highest)) return 0;
  if (!(bestBid <= state.highest && bestAsk >= state.lowest)) return 0;
  if (state.tickSize > 0 && !isBookOnTick(rows, at, state.tickSize)) return 0;
  return bids < asks ? bids : asks;
}

/** Levels of a side that is strictly ordered, with sizes from 0 up and nothing after its last level; else 0. */
function soundLevels(rows: Float64Array, priceAt: number, volumeAt: number, direction: number): number {
  let price = rows[priceAt];
  let total = rows[volumeAt];
  if (!(total >= 0)) return 0;
  let levels = 1;
  for (; levels < LEVELS; levels++) {
    const next = rows[priceAt + levels];
    if (!(direction * (price - next) > 0)) break;
    const volume = rows[volumeAt + levels];
    if (!(volume >= 0)) return 0;
    total += volume;
    price = next;
  }
  for (let rest = levels; rest < LEVELS; rest++) {
    if (!Number.isNaN(rows[priceAt + rest]) || rows[volumeAt + rest] !== 0) return 0;
  }
  return total < Infinity ? levels : 0;
}

function isBookOnTick(rows: Float64Array, at: number, tickSize: number): boolean {
  for (let level = 0; level < LEVELS; level++) {
    if (!isOnTick(rows[at + BID_PRICE + level], tickSize)) return false;
    if (!isOnTick(rows[at + ASK_PRICE + level], tickSize)) return false;
  }
  return true;
}
