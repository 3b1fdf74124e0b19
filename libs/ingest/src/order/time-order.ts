import {
  type LostRow,
  MICROS_PER_MILLISECOND,
  ROW_STRIDE,
  SnapshotBatch,
  type SymbolTable,
  TS,
} from '@genesis/market';
import { formatStamp } from '../bytes/format-stamp.js';
import { lostRow } from '../table/lost-row.js';
import { appendAll, insertDefect, moveLastRow, sortInLastRow, truncateRows } from './batch-edits.js';
import { RowWindow } from './row-window.js';
import { UnsortedFile } from './unsorted-file.js';

/** How late a row may be and still be sorted back to its place, unless told otherwise. */
export const DEFAULT_REORDER_MICROS = 500 * MICROS_PER_MILLISECOND;

/** So many rows in a row that are too late, in order among themselves, say that the clock was wrong before them. */
const RE_ANCHOR_ROWS = 3;

/**
 * Puts rows in order of time, keeping the order of equal stamps.
 *
 * A row at most `reorderMicros` behind the newest one is sorted back to its place (defect REORDERED); a later
 * one is lost (OUT_OF_ORDER_TS), unless RE_ANCHOR_ROWS of them come one after another without going back
 * among themselves. Then the clock is theirs: rows that jumped ahead of them and are still held back are
 * the wrong ones and are lost instead; if the jump has left already, time goes backwards here and validation
 * says so, unless the rows are of symbols that did not come before: such a file is sorted by symbol and refused. Rows newer than newest − `reorderMicros` are held back, so that the result is the same
 * whatever the sizes of blocks and batches. A row in order costs one comparison.
 */
export class TimeOrder {
  readonly window: RowWindow;
  #newest = -Infinity;
  /** Stamp of the row delivered last. */
  #delivered = -Infinity;
  /** Rows in the window from its beginning that are final whatever comes. */
  #sealedTo = 0;
  /** Rows too late, until it is known whether they are lost. */
  readonly #late: SnapshotBatch;

  readonly #file: UnsortedFile;

  /** @param path the file that the rows come from, for messages */
  constructor(
    path: string,
    batchRows: number,
    symbols: SymbolTable,
    readonly reorderMicros: number = DEFAULT_REORDER_MICROS,
  ) {
    this.#file = new UnsortedFile(path);
    this.window = new RowWindow(batchRows, symbols);
    this.#late = new SnapshotBatch(RE_ANCHOR_ROWS, symbols);
  }

  /**
   * Judges the row just appended to the window's batch.
   * @throws UnusableInputError where the file turns out to be sorted otherwise than by time
   */
  admit(): void {
    const { batch } = this.window;
    const row = batch.length - 1;
    const ts = this.#stampAt(row);
    this.#watch(ts, batch.positions[row]);
    if (ts < this.#newest) this.#admitLate(ts);
    else {
      if (this.#late.length > 0) this.#loseLate();
      this.#newest = ts;
      this.#file.know(batch.instruments[row]);
    }
  }

  /** How many rows may be delivered now. */
  ripe(): number {
    return this.#ripeEnd() - this.window.head;
  }

  /** Delivers the next `rows` rows, at most `ripe()`; fewer where many defects belong to them. */
  deliver(rows: number, out: SnapshotBatch): void {
    if (this.window.deliver(rows, out) > 0) this.#delivered = this.#stampAt(this.window.head - 1);
  }

  /** Nothing more will come: what is held back becomes ripe. */
  finish(): void {
    if (this.#late.length > 0) this.#loseLate(this.window.batch.length);
    this.#seal();
  }

  /** Sees to the room for the next line; rows may move. */
  makeRoom(): void {
    const { head } = this.window;
    this.window.makeRoom();
    this.#sealedTo = Math.max(0, this.#sealedTo - (head - this.window.head));
  }

  #watch(ts: number, line: number): void {
    try {
      this.#file.watch(ts, line);
    } catch (error) {
      // The rows of a file that runs backwards are no use to anyone.
      this.window.clear();
      this.#late.clear();
      throw error;
    }
  }

  #admitLate(ts: number): void {
    const behind = this.#newest - ts;
    if (behind <= this.reorderMicros) this.#sortBack(ts, behind);
    else this.#setAside(ts);
  }

  #sortBack(ts: number, behind: number): void {
    const { batch } = this.window;
    const row = batch.length - 1;
    if (this.#late.length > 0) this.#loseLate();
    const text = `${inWords(behind)} late`;
    batch.defects.push({ kind: 'cell', row, code: 'REORDERED', column: 'ts', text });
    sortInLastRow(batch, this.#firstAfter(ts, row));
  }

  #setAside(ts: number): void {
    const late = this.#late;
    if (late.length > 0 && ts < late.rows[(late.length - 1) * ROW_STRIDE + TS]) this.#loseLate();
    moveLastRow(this.window.batch, late);
    if (late.length === RE_ANCHOR_ROWS) this.#reAnchor();
  }

  /** The rows set aside keep the clock. */
  #reAnchor(): void {
    const { batch } = this.window;
    const late = this.#late;
    const anchor = late.rows[TS];
    const ripeEnd = this.#ripeEnd();
    const before = ripeEnd > this.window.head ? this.#stampAt(ripeEnd - 1) : this.#delivered;
    if (before <= anchor) this.#loseJump(Math.max(ripeEnd, this.#firstAfter(anchor, batch.length)), anchor);
    else this.#followBack();
    appendAll(late, batch);
    this.#newest = this.#stampAt(batch.length - 1);
    late.clear();
  }

  #followBack(): void {
    try {
      this.#file.refuseNewSymbols(this.#late);
    } catch (error) {
      this.#late.clear();
      throw error;
    }
    this.#seal();
  }

  #seal(): void {
    this.#sealedTo = this.window.batch.length;
  }

  /** Rows from `first` on jumped ahead of the clock. */
  #loseJump(first: number, anchor: number): void {
    const { batch } = this.window;
    const lost: LostRow[] = [];
    for (let row = first; row < batch.length; row++) {
      const ahead = inWords(this.#stampAt(row) - anchor);
      lost.push(this.#lostRow(batch, row, first, `${ahead} ahead of the rows that follow it`));
    }
    truncateRows(batch, first);
    for (const row of lost) batch.defects.push(row);
  }

  /** The rows set aside are lost; they are told before row `row`, by default the one appended last. */
  #loseLate(row = this.window.batch.length - 1): void {
    const late = this.#late;
    const { defects } = this.window.batch;
    for (let index = 0; index < late.length; index++) {
      const behind = inWords(this.#newest - late.rows[index * ROW_STRIDE + TS]);
      insertDefect(defects, this.#lostRow(late, index, row, `${behind} behind a row before it`));
    }
    late.clear();
  }

  #lostRow(batch: SnapshotBatch, index: number, row: number, problem: string): LostRow {
    const tsMicros = batch.rows[index * ROW_STRIDE + TS];
    const symbol = batch.symbols.symbolAt(batch.instruments[index]);
    return lostRow({
      row,
      code: 'OUT_OF_ORDER_TS',
      position: batch.positions[index],
      symbol,
      column: 'ts',
      text: formatStamp(tsMicros),
      tsMicros,
      issue: `time stamp ${problem}, at most ${inWords(this.reorderMicros)} is put right`,
    });
  }

  #stampAt(row: number): number {
    return this.window.batch.rows[row * ROW_STRIDE + TS];
  }

  #ripeEnd(): number {
    return this.#firstAfter(this.#newest - this.reorderMicros, this.window.batch.length);
  }

  /** Index of the first row before `end` that is newer than `ts` and not sealed; `end` if there is none. */
  #firstAfter(ts: number, end: number): number {
    let low = Math.max(this.window.head, this.#sealedTo);
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#stampAt(middle) <= ts) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function inWords(micros: number): string {
  if (micros < MICROS_PER_MILLISECOND) return `${micros} us`;
  return micros < 1_000_000 ? `${micros / MICROS_PER_MILLISECOND} ms` : `${micros / 1_000_000} s`;
}
