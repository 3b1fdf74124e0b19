import { MICROS_PER_SECOND } from '@genesis/market';
import { type BookView } from '../book-view.js';

/** The share of the time just after a move of the touch is that of about the last minute. */
const TAU_MICROS = 60 * MICROS_PER_SECOND;
/** One gap weighs like a second at the most: a pause must not wipe out what was learnt. */
const MOST_MICROS = MICROS_PER_SECOND;

/** The step from one row to the next in time, which both sides of a book learn from: one exponential serves them. */
export class ChurnStep {
  /** The row before; NaN before the second one. */
  fromMicros = NaN;
  /** Time since then, a second at the most; NaN before the second row, not positive where stamps are equal. */
  elapsedMicros = NaN;
  /** What that time weighs in an exponential mean, in [0, 1]. */
  weight = 0;
  /** For so long after it moved, a best price counts as just moved; set before each step. */
  windowMicros = 0;
  #lastMicros = NaN;

  /** Goes on to the row of `view`. */
  to({ tsMicros }: BookView): void {
    this.fromMicros = this.#lastMicros;
    this.#lastMicros = tsMicros;
    this.elapsedMicros = Math.min(tsMicros - this.fromMicros, MOST_MICROS);
    if (this.elapsedMicros > 0) this.weight = 1 - Math.exp(-this.elapsedMicros / TAU_MICROS);
  }
}
