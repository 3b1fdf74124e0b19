import { ROW_STRIDE, type SnapshotBatch, type SymbolTable } from '@genesis/market';

/** Rows of one symbol, oldest first. */
export interface RowsOfWindow {
  readonly rows: Float64Array;
  readonly count: number;
  /** Whether these are all that were asked for. */
  readonly complete: boolean;
}

const NONE = -1;

/**
 * The newest `capacity` rows of all symbols together, as they came from the source: one flat buffer of fixed size,
 * oldest overwritten first. Rows of one symbol are chained, so that a window is found without looking at the others.
 */
export class InputRows {
  readonly #rows: Float64Array;
  readonly #sequences: Float64Array;
  /** Number (see `#recorded`) of the same symbol's row before; NONE for its first one. */
  readonly #before: Float64Array;
  /** By the symbol's index: number of its newest row. */
  readonly #newest: number[] = [];
  #symbols: SymbolTable | null = null;
  /** Rows recorded so far: row n stands in place n modulo `capacity`. */
  #recorded = 0;

  /** Takes `capacity` × 344 bytes. */
  constructor(readonly capacity: number) {
    this.#rows = new Float64Array(capacity * ROW_STRIDE);
    this.#sequences = new Float64Array(capacity);
    this.#before = new Float64Array(capacity);
  }

  /** Call before the rows are handed on: consumers may repair them. A batch with other symbols starts anew. */
  record(batch: SnapshotBatch, from: number, to: number): void {
    if (batch.symbols !== this.#symbols) this.clear();
    this.#symbols = batch.symbols;
    // Of a slice that is longer than the ring only the end would stay.
    for (let row = Math.max(from, to - this.capacity); row < to;) {
      const place = this.#recorded % this.capacity;
      const run = Math.min(to - row, this.capacity - place);
      this.#rows.set(batch.rows.subarray(row * ROW_STRIDE, (row + run) * ROW_STRIDE), place * ROW_STRIDE);
      this.#chain(batch, row, place, run);
      row += run;
    }
  }

  /** The symbol's rows with `fromSequence` ≤ sequence ≤ `toSequence` that are still here, at most the newest `most`. */
  window(symbol: string, fromSequence: number, toSequence: number, most: number): RowsOfWindow {
    const places = this.#placesOf(symbol, fromSequence, toSequence, most);
    const rows = new Float64Array(places.length * ROW_STRIDE);
    for (let row = 0; row < places.length; row++) {
      const at = places[places.length - 1 - row] * ROW_STRIDE;
      rows.set(this.#rows.subarray(at, at + ROW_STRIDE), row * ROW_STRIDE);
    }
    return { rows, count: places.length, complete: places.length === toSequence - fromSequence + 1 };
  }

  /** The stream jumped: its numbers may come again. */
  clear(): void {
    this.#newest.length = 0;
    this.#symbols = null;
  }

  #chain({ instruments, sequences }: SnapshotBatch, row: number, place: number, run: number): void {
    for (let i = 0; i < run; i++) {
      const instrument = instruments[row + i];
      while (this.#newest.length <= instrument) this.#newest.push(NONE);
      this.#sequences[place + i] = sequences[row + i];
      this.#before[place + i] = this.#newest[instrument];
      this.#newest[instrument] = this.#recorded++;
    }
  }

  /** Newest first. */
  #placesOf(symbol: string, fromSequence: number, toSequence: number, most: number): number[] {
    const places: number[] = [];
    const oldest = Math.max(this.#recorded - this.capacity, 0);
    let number = this.#newest[this.#symbols?.indexOf(symbol) ?? NONE] ?? NONE;
    while (number >= oldest && places.length < most) {
      const place = number % this.capacity;
      if (this.#sequences[place] < fromSequence) break;
      if (this.#sequences[place] <= toSequence) places.push(place);
      number = this.#before[place];
    }
    return places;
  }
}
