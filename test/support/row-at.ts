import { microsAt } from '../../libs/detection/testing/row-view.js';
import { bookRow, ladder, type Levels } from './book-row.js';

/** Price and volume of a level. */
export type Level = Levels[number];

/** A snapshot row at a second of the detection specs; levels that are not listed are absent. */
export function rowAt(seconds: number, bids: Levels, asks: Levels): Float64Array {
  return bookRow(bids, asks, microsAt(seconds));
}

/** As many levels (ten at most) as there are volumes, one step apart from `best` on; the rest of the side is absent. */
export function levelsFrom(best: number, step: number, volumes: readonly number[]): Level[] {
  return ladder(best, step, volumes).slice(0, volumes.length);
}
