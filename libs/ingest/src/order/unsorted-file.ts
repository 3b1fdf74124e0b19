import { type SnapshotBatch } from '@genesis/market';
import { cutText } from '../bytes/cut-text.js';
import { UnusableInputError } from '../unusable-input.error.js';

/** So many steps back from the first row on, and none forward, say that a file is sorted the other way round. */
const STEPS_BACK = 100;

/** Knows files that are sorted otherwise than by time, of which nothing useful could be delivered. */
export class UnsortedFile {
  #last = Infinity;
  /** Steps back since the first row; infinitely few once one went forward. */
  #stepsBack = 0;
  readonly #knownInstruments: boolean[] = [];

  constructor(readonly path: string) {}

  /** Takes a look at each row as it comes. @throws UnusableInputError where the file is sorted newest first */
  watch(ts: number, line: number): void {
    if (ts > this.#last) this.#stepsBack = -Infinity;
    else if (ts < this.#last) this.#stepsBack++;
    this.#last = ts;
    // The first row is a step back from infinity.
    if (this.#stepsBack <= STEPS_BACK) return;
    const problem = `the first ${STEPS_BACK} steps in time all go back: the rows are sorted newest first`;
    throw new UnusableInputError(this.path, line, `${problem}, expected oldest first; sort by ts`);
  }

  /** Takes a note of the symbol of a row in time. */
  know(instrument: number): void {
    this.#knownInstruments[instrument] = true;
  }

  /**
   * Judges rows that take the clock back behind what has been delivered.
   * @throws UnusableInputError where they are all of symbols that did not come before
   */
  refuseNewSymbols(rows: SnapshotBatch): void {
    for (let row = 0; row < rows.length; row++) if (this.#knownInstruments[rows.instruments[row]]) return;
    const symbol = cutText(rows.symbols.symbolAt(rows.instruments[0]));
    const problem = `time goes back where the symbol ${symbol} begins: the rows are sorted by symbol`;
    throw new UnusableInputError(this.path, rows.positions[0], `${problem}, expected by time; sort by ts`);
  }
}
