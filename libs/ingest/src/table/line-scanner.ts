import { type CellDefectCode, TS } from '@genesis/market';
import { CR, QUOTE, SPACE, TAB } from '../bytes/ascii.js';
import { numberFromText } from '../bytes/number-text.js';
import { parseDecimal } from '../bytes/parse-decimal.js';
import { parseStamp } from '../bytes/parse-stamp.js';
import { exactPowersOfTen } from '../bytes/powers-of-ten.js';
import { type ColumnPlan, noteOf, SKIPPED } from './column-plan.js';

// The bytes looked for. Constants of this file are folded into the loop, imported ones are loaded at each use.
const LF = 10;
const COMMA = 44;
const DOT = 46;
const ZERO = 48;
const NINE = 57;

/** A plain cell has at most so many digits, so that its mantissa fits 32 bits. */
const PLAIN_DIGITS = 9;
const POWERS_OF_TEN = exactPowersOfTen();

/** A cell that was not a plain number. */
export interface OddCell {
  readonly target: number;
  readonly code: CellDefectCode;
  readonly text: string;
}

/**
 * Reads a line of comma-separated cells straight from bytes into a row of doubles, without a string per cell.
 * Own code, because a library costs the throughput aim: csv-parse reads 0.004–0.09 M rows/s of 41 columns,
 * this 0.6–0.9 M. Numbers come out as `Number(text)` gives them: an exact integer divided by an exact power
 * of ten is rounded once, hence right; everything else goes through `Number` itself.
 */
export class LineScanner {
  /** Fields in the line scanned last. */
  fieldCount = 0;
  /** Microseconds since the epoch, NaN where the stamp could not be read or its field did not come. */
  stampMicros = NaN;
  /** Of the noted fields: where each begins and ends, `[from0, to0, from1, to1, …]`; both 0 if it did not come. */
  readonly noted: Int32Array;
  readonly oddCells: OddCell[] = [];
  #from = 0;
  #to = 0;

  constructor(readonly plan: ColumnPlan) {
    const notes = plan.targets.reduce((most, target) => Math.max(most, noteOf(target) + 1), 0);
    this.noted = new Int32Array(2 * notes);
  }

  /**
   * Scans the line at `start`, which must end in a line feed; numbers go to `rows[base + target]`.
   * @returns where the next line begins
   */
  // Fused on purpose: one pass over the bytes, no call per digit or plain cell; this loop is the reader's bill.
  scan(bytes: Uint8Array, start: number, rows: Float64Array, base: number): number {
    const { targets, impliedDecimals } = this.plan;
    const planned = targets.length;
    let pos = start;
    let field = 0;
    this.#reset();
    for (;;) {
      const target = field < planned ? targets[field] : SKIPPED;
      if (target > TS) {
        const cell = pos;
        let byte = bytes[pos];
        let mantissa = 0;
        while (byte >= ZERO && byte <= NINE) {
          mantissa = (mantissa * 10 + (byte - ZERO)) | 0;
          byte = bytes[++pos];
        }
        if (byte === COMMA && pos > cell && pos - cell <= PLAIN_DIGITS) {
          rows[base + target] = mantissa / POWERS_OF_TEN[impliedDecimals[field]];
          pos++;
          field++;
          continue;
        }
        if (byte === DOT && pos > cell) {
          byte = bytes[++pos];
          const decimals = pos;
          while (byte >= ZERO && byte <= NINE) {
            mantissa = (mantissa * 10 + (byte - ZERO)) | 0;
            byte = bytes[++pos];
          }
          if (byte === COMMA && pos - cell <= PLAIN_DIGITS + 1) {
            rows[base + target] = mantissa / POWERS_OF_TEN[pos - decimals + impliedDecimals[field]];
            pos++;
            field++;
            continue;
          }
        }
        pos = this.#scanUnusualNumber(bytes, cell, field, rows, base);
      } else {
        pos = this.#scanOther(bytes, pos, target);
      }
      field++;
      if (bytes[pos] === LF) break;
      pos++;
    }
    this.fieldCount = field;
    return pos + 1;
  }

  /** The text of a noted field, empty if it did not come. */
  notedText(bytes: Buffer, note: number): string {
    return bytes.toString('utf8', this.noted[2 * note], this.noted[2 * note + 1]);
  }

  /** Whether a noted field is this one byte. */
  notedIs(bytes: Buffer, note: number, byte: number): boolean {
    return this.noted[2 * note + 1] - this.noted[2 * note] === 1 && bytes[this.noted[2 * note]] === byte;
  }

  #reset(): void {
    this.stampMicros = NaN;
    if (this.oddCells.length > 0) this.oddCells.length = 0;
    if (this.noted.length > 0) this.noted.fill(0);
  }

  /** Stamps, noted and skipped fields. @returns where the cell's terminator stands */
  #scanOther(bytes: Uint8Array, start: number, target: number): number {
    const terminator = this.#bound(bytes, start);
    if (target === TS) this.stampMicros = parseStamp(bytes, this.#from, this.#to);
    else if (target !== SKIPPED) {
      const note = 2 * noteOf(target);
      this.noted[note] = this.#from;
      this.noted[note + 1] = this.#to;
    }
    return terminator;
  }

  /** Everything but short unsigned decimals. @returns where the cell's terminator stands */
  #scanUnusualNumber(
    bytes: Uint8Array,
    start: number,
    field: number,
    rows: Float64Array,
    base: number,
  ): number {
    const target = this.plan.targets[field];
    const impliedDecimals = this.plan.impliedDecimals[field];
    const terminator = this.#bound(bytes, start);
    const value = parseDecimal(bytes, this.#from, this.#to, impliedDecimals);
    rows[base + target] = value;
    if (Number.isNaN(value)) this.#readAsText(bytes, target, impliedDecimals, rows, base);
    return terminator;
  }

  #readAsText(
    bytes: Uint8Array,
    target: number,
    impliedDecimals: number,
    rows: Float64Array,
    base: number,
  ): void {
    const cell = bytes.subarray(this.#from, this.#to);
    const text = Buffer.from(cell.buffer, cell.byteOffset, cell.length).toString();
    const { value, code } = numberFromText(text, impliedDecimals);
    rows[base + target] = value;
    if (code !== null) this.oddCells.push({ target, code, text });
  }

  /**
   * Sets `#from` and `#to` to the cell without blanks and quotes around it. A line end also ends an open
   * quote: one missing quote must not swallow the lines after it.
   */
  #bound(bytes: Uint8Array, start: number): number {
    let from = start;
    while (isBlank(bytes[from])) from++;
    const quoted = bytes[from] === QUOTE;
    let pos = quoted ? from + 1 : from;
    if (quoted) while (bytes[pos] !== QUOTE && bytes[pos] !== LF) pos++;
    while (bytes[pos] !== COMMA && bytes[pos] !== LF) pos++;
    let to = pos;
    while (to > from && isBlank(bytes[to - 1])) to--;
    const closed = quoted && to - from >= 2 && bytes[to - 1] === QUOTE;
    this.#from = closed ? from + 1 : from;
    this.#to = closed ? to - 1 : to;
    return pos;
  }
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB || byte === CR;
}
