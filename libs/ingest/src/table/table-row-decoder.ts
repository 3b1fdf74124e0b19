import { COLUMN_NAMES, LEVELS, ROW_STRIDE, type SnapshotBatch, type SymbolTable, TS } from '@genesis/market';
import { LF, SPACE } from '../bytes/ascii.js';
import { cutText } from '../bytes/cut-text.js';
import { isBlankLine } from '../bytes/is-blank-line.js';
import { clearLevelsFrom } from './absent-levels.js';
import { blankLine, lineFault, type LineFault, unusableLine } from './line-fault.js';
import { LineScanner } from './line-scanner.js';
import { lostRow } from './lost-row.js';
import { type RowDecoder } from './row-decoder.js';
import { SymbolCells } from './symbol-cells.js';
import { type RowFinisher, SYMBOL_NOTE, type TableLayout } from './table-layout.js';

/** One line, one snapshot: the way of the 41-column CSV, of Databento's MBP and of Tardis' book snapshots. */
export class TableRowDecoder implements RowDecoder {
  readonly #scanner: LineScanner;
  readonly #symbolCells: SymbolCells;
  readonly #fileInstrument: number;
  readonly #fieldCount: number;
  /** Empty lines since the last row: nothing at the end of a file, lost rows within it. */
  #blankLines = 0;

  constructor(
    readonly layout: TableLayout,
    readonly symbols: SymbolTable,
    readonly finishRow: RowFinisher,
  ) {
    this.#scanner = new LineScanner(layout.plan);
    this.#symbolCells = new SymbolCells(symbols);
    this.#fileInstrument = layout.symbol === null ? -1 : symbols.add(layout.symbol);
    this.#fieldCount = layout.plan.targets.length;
  }

  decodeLine(bytes: Buffer, start: number, line: number, batch: SnapshotBatch): number {
    if (bytes[start] <= SPACE && isBlankLine(bytes, start)) {
      this.#blankLines++;
      return bytes.indexOf(LF, start) + 1;
    }
    if (this.#blankLines > 0) this.#loseBlankLines(line, batch);
    const scanner = this.#scanner;
    const base = batch.length * ROW_STRIDE;
    const next = scanner.scan(bytes, start, batch.rows, base);
    const instrument = this.#instrument(bytes);
    if (scanner.fieldCount !== this.#fieldCount || instrument < 0 || Number.isNaN(scanner.stampMicros)) {
      this.#lose(lineFault(this.layout, scanner, bytes, start), line, batch, instrument);
      return next;
    }
    const problem = this.finishRow(scanner, bytes, batch, base);
    if (problem === null) this.#append(line, instrument, batch);
    else this.#lose(unusableLine(problem, bytes, start), line, batch, instrument);
    return next;
  }

  finish(): void {
    this.#blankLines = 0;
  }

  #instrument(bytes: Buffer): number {
    if (this.#fileInstrument >= 0) return this.#fileInstrument;
    const { noted } = this.#scanner;
    return this.#symbolCells.instrumentAt(bytes, noted[2 * SYMBOL_NOTE], noted[2 * SYMBOL_NOTE + 1]);
  }

  #append(line: number, instrument: number, batch: SnapshotBatch): void {
    const row = batch.length++;
    const base = row * ROW_STRIDE;
    batch.rows[base + TS] = this.#scanner.stampMicros;
    if (this.layout.levels < LEVELS) clearLevelsFrom(this.layout.levels, batch.rows, base);
    batch.instruments[row] = instrument;
    batch.positions[row] = line;
    for (const { target, code, text } of this.#scanner.oddCells) {
      batch.defects.push({ kind: 'cell', row, code, column: COLUMN_NAMES[target], text: cutText(text) });
    }
  }

  #lose(fault: LineFault, line: number, batch: SnapshotBatch, instrument: number): void {
    const symbol = instrument < 0 ? '' : this.symbols.symbolAt(instrument);
    const { stampMicros } = this.#scanner;
    const facts = { row: batch.length, position: line, symbol, tsMicros: stampMicros, ...fault };
    batch.defects.push(lostRow(facts));
  }

  #loseBlankLines(line: number, batch: SnapshotBatch): void {
    const facts = { row: batch.length, symbol: this.layout.symbol ?? '', ...blankLine(this.layout) };
    for (let position = line - this.#blankLines; position < line; position++) {
      batch.defects.push(lostRow({ ...facts, position }));
    }
    this.#blankLines = 0;
  }
}
