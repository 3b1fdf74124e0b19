import { type BookView } from '../book-view.js';
import { type ChurnStep } from './churn-step.js';
import { type SideDifference } from './side-difference.js';

// As in snapshot-layout.ts: a constant of this file is folded into the code, an imported one is loaded each time.
const LEVELS = 10;
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

  /** Takes a row in, `step` after the one before. */
  learn(difference: SideDifference, view: BookView, step: ChurnStep): void {
    this.#learnChanges(difference);
    if (step.elapsedMicros > 0) this.#learnMoves(step);
    if (view.hasPrevious && touchMoved(difference.side.price, view)) this.movedMicros = view.tsMicros;
  }

  #learnChanges({ count, before, after }: SideDifference): void {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += Math.abs(after[i] - before[i]);
    if (this.#rows < ROWS) this.#rows++;
    this.changes += (count - this.changes) / this.#rows;
    this.levelChange += (sum / LEVELS - this.levelChange) / this.#rows;
  }

  #learnMoves({ fromMicros, elapsedMicros, weight, windowMicros }: ChurnStep): void {
    const justMoved = Math.min(elapsedMicros, this.movedMicros + windowMicros - fromMicros);
    this.movedShare += weight * (Math.max(0, justMoved) / elapsedMicros - this.movedShare);
  }
}

/** A side that stays empty (NaN) does not move. */
function touchMoved(price: number, { previous, rows, offset }: BookView): boolean {
  return !Object.is(previous[price], rows[offset + price]);
}
