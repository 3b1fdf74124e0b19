import { LEVELS, MICROS_PER_SECOND } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type SideDifference } from './side-difference.js';

/** The share of the time just after a move of the touch is that of about the last minute. */
const TAU_MICROS = 60 * MICROS_PER_SECOND;
/** One gap weighs like a second at the most: a pause must not wipe out what was learnt. */
const MOST_MICROS = MICROS_PER_SECOND;
/** What changes from row to row is the mean of all rows at first, of about so many later. */
const ROWS = 2000;

/** How much of one side usually changes from a row to the next, and how often its best price moves. */
export class SideChurn {
  /** Mean number of prices that change in a row. */
  changes = 0;
  /** Mean absolute change of a level in a row, volume units. */
  levelChange = 0;
  /** When the best price last differed from that of the row before; -Infinity for never. */
  movedMicros = -Infinity;
  /** Share of the time that is just after a move of the best price, in [0, 1]. */
  movedShare = 0;
  #rows = 0;
  #lastMicros = NaN;

  /** Takes a row in; `windowMicros` long after it moved, the best price counts as just moved. */
  learn(difference: SideDifference, view: BookView, windowMicros: number): void {
    this.#learnChanges(difference);
    this.#learnMoves(view.tsMicros, windowMicros);
    if (view.hasPrevious && touchMoved(difference.side.price, view)) this.movedMicros = view.tsMicros;
  }

  #learnChanges({ count, before, after }: SideDifference): void {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += Math.abs(after[i] - before[i]);
    if (this.#rows < ROWS) this.#rows++;
    this.changes += (count - this.changes) / this.#rows;
    this.levelChange += (sum / LEVELS - this.levelChange) / this.#rows;
  }

  #learnMoves(tsMicros: number, windowMicros: number): void {
    const last = this.#lastMicros;
    this.#lastMicros = tsMicros;
    const elapsed = Math.min(tsMicros - last, MOST_MICROS);
    if (!(elapsed > 0)) return;
    const justMoved = Math.max(0, Math.min(elapsed, this.movedMicros + windowMicros - last));
    this.movedShare += (1 - Math.exp(-elapsed / TAU_MICROS)) * (justMoved / elapsed - this.movedShare);
  }
}

/** A side that stays empty (NaN) does not move. */
function touchMoved(price: number, { previous, rows, offset }: BookView): boolean {
  return !Object.is(previous[price], rows[offset + price]);
}
