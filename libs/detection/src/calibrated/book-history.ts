import { ROW_STRIDE } from '@genesis/market';
import { type BookView } from '../book-view.js';

const SLOTS = 16;

/** The books of the recent past at a coarse grain: copies of whole rows in a ring. */
export class BookHistory {
  readonly #rows = Array.from({ length: SLOTS }, () => new Float64Array(ROW_STRIDE));
  readonly #times = new Float64Array(SLOTS).fill(NaN);
  readonly #grainMicros: number;
  #newest = -1;

  /** Keeps at least `spanMicros` of history. */
  constructor(spanMicros: number) {
    this.#grainMicros = spanMicros / (SLOTS - 4);
  }

  note(view: BookView): void {
    if (this.#newest >= 0 && view.tsMicros - this.#times[this.#newest] < this.#grainMicros) return;
    this.#newest = (this.#newest + 1) % SLOTS;
    const row = this.#rows[this.#newest];
    const { rows, offset } = view;
    for (let i = 0; i < ROW_STRIDE; i++) row[i] = rows[offset + i];
    this.#times[this.#newest] = view.tsMicros;
  }

  /** The book that stood at `tsMicros`: the last one noted not after it; null if none is kept. */
  asOf(tsMicros: number): Float64Array | null {
    for (let back = 0; back < SLOTS; back++) {
      const slot = (this.#newest - back + SLOTS) % SLOTS;
      if (this.#times[slot] <= tsMicros) return this.#rows[slot];
      if (Number.isNaN(this.#times[slot])) return null;
    }
    return null;
  }

  clear(): void {
    this.#times.fill(NaN);
    this.#newest = -1;
  }
}
