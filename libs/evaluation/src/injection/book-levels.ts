import { type BookSide } from '@genesis/detection';
import { LEVELS } from '@genesis/market';
import { type BookGrid } from './book-grid.js';

/** A level by its price in ticks and its volume in lots, with the very price that the row had (NaN for a new one). */
export interface Level {
  readonly tick: number;
  readonly lots: number;
  readonly price: number;
}

/** The levels of a side, best first, up to the first absent one. */
export function levelsOf(row: Float64Array, side: BookSide, grid: BookGrid): Level[] {
  const levels: Level[] = [];
  for (let level = 0; level < LEVELS; level++) {
    const price = row[side.price + level];
    if (Number.isNaN(price)) break;
    levels.push({ tick: grid.tickOf(price), lots: grid.lotsOf(row[side.volume + level]), price });
  }
  return levels;
}

/** Writes at most ten levels; the others become absent. A volume in lots that `row` had at that price stays untouched. */
export function writeLevels(
  row: Float64Array,
  side: BookSide,
  grid: BookGrid,
  levels: readonly Level[],
): void {
  for (let level = 0; level < LEVELS; level++) {
    const shown = levels[level];
    row[side.price + level] = shown === undefined ? NaN : priceOf(shown, grid);
    row[side.volume + level] = shown === undefined ? 0 : grid.volumeOf(shown.lots);
  }
}

function priceOf({ price, tick }: Level, grid: BookGrid): number {
  return Number.isNaN(price) ? grid.priceOf(tick) : price;
}

/** Adds lots at a tick: to the level that stands there, or as a level of its own that moves the others outward. */
export function withOrder(levels: readonly Level[], outward: 1 | -1, tick: number, lots: number): Level[] {
  const at = levels.findIndex((level) => outward * (level.tick - tick) >= 0);
  const place = at === -1 ? levels.length : at;
  const standing = levels[place];
  if (standing?.tick === tick) {
    return levels.map((level, i) => (i === place ? { ...level, lots: level.lots + lots } : level));
  }
  // Beyond the tenth level nothing is shown: what stands there cannot be known.
  if (place === LEVELS) return [...levels];
  return [...levels.slice(0, place), { tick, lots, price: NaN }, ...levels.slice(place)].slice(0, LEVELS);
}

/** Two sides with levels, strictly ordered, not crossed, volumes above 0: a book that an episode can be laid over. */
export function isPlainBook(row: Float64Array, bid: BookSide, ask: BookSide): boolean {
  return row[bid.price] < row[ask.price] && isPlainSide(row, bid) && isPlainSide(row, ask);
}

function isPlainSide(row: Float64Array, { price, volume, outward }: BookSide): boolean {
  let levels = 0;
  while (levels < LEVELS && row[price + levels] > 0 && row[volume + levels] > 0) {
    if (levels > 0 && outward * (row[price + levels] - row[price + levels - 1]) <= 0) return false;
    levels++;
  }
  return levels >= LEAST_LEVELS && (levels === LEVELS || Number.isNaN(row[price + levels]));
}

const LEAST_LEVELS = 5;
