import {
  ASK_PRICE,
  ASK_VOLUME,
  BID_PRICE,
  BID_VOLUME,
  ROW_STRIDE,
  type SnapshotBatch,
  type SymbolTable,
  TS,
} from '@genesis/market';
import { notedAs } from '../table/column-plan.js';
import { lineFault, type LineFault, unusableLine } from '../table/line-fault.js';
import { LineScanner } from '../table/line-scanner.js';
import { lostRow } from '../table/lost-row.js';
import { type RowDecoder } from '../table/row-decoder.js';
import { SymbolCells } from '../table/symbol-cells.js';
import { SYMBOL_NOTE, type TableLayout } from '../table/table-layout.js';
import { PriceLadder } from './price-ladder.js';

const MESSAGE_NOTE = 1;
const IS_SNAPSHOT_NOTE = 2;
const SIDE_NOTE = 3;
/** A line carries one price and one amount; they are scanned into these places of a scratch row. */
const PRICE = BID_PRICE;
const AMOUNT = BID_VOLUME;

/** The columns that the decoder needs, with their places. */
export const INCREMENTAL_COLUMNS: ReadonlyMap<string, number> = new Map([
  ['symbol', notedAs(SYMBOL_NOTE)],
  ['timestamp', TS],
  ['local_timestamp', notedAs(MESSAGE_NOTE)],
  ['is_snapshot', notedAs(IS_SNAPSHOT_NOTE)],
  ['side', notedAs(SIDE_NOTE)],
  ['price', PRICE],
  ['amount', AMOUNT],
]);

/** The book of one symbol. */
class RebuiltBook {
  readonly bids = new PriceLadder('bid');
  readonly asks = new PriceLadder('ask');
  /** Whether a snapshot has come: without one the book would be a guess. */
  known = false;
  /** Whether the line before was part of a snapshot; the first line of one empties the book. */
  inSnapshot = false;
}

/** Rebuilds books from changes; a snapshot a message. See `tardisIncrementalFormat`. */
export class IncrementalDecoder implements RowDecoder {
  readonly #scanner: LineScanner;
  readonly #symbolCells: SymbolCells;
  readonly #scratch = new Float64Array(ROW_STRIDE);
  readonly #books: RebuiltBook[] = [];
  /** The message whose lines are being applied; -1 where none is open. */
  #instrument = -1;
  #message = '';
  #stampMicros = NaN;
  #line = 0;

  constructor(
    readonly layout: TableLayout,
    readonly symbols: SymbolTable,
  ) {
    this.#scanner = new LineScanner(layout.plan);
    this.#symbolCells = new SymbolCells(symbols);
  }

  decodeLine(bytes: Buffer, start: number, line: number, batch: SnapshotBatch): number {
    const scanner = this.#scanner;
    const next = scanner.scan(bytes, start, this.#scratch, 0);
    if (scanner.fieldCount === 1 && next - start <= 2) return next;
    const { noted } = scanner;
    const instrument = this.#symbolCells.instrumentAt(
      bytes,
      noted[2 * SYMBOL_NOTE],
      noted[2 * SYMBOL_NOTE + 1],
    );
    const fault = this.#faultOf(bytes, start, instrument);
    if (fault === null) this.#apply(bytes, line, instrument, batch);
    else this.#lose(fault, line, instrument, batch);
    return next;
  }

  finish(batch: SnapshotBatch): void {
    if (this.#instrument < 0) return;
    const row = batch.length++;
    const base = row * ROW_STRIDE;
    const book = this.#books[this.#instrument];
    batch.rows[base + TS] = this.#stampMicros;
    book.bids.copyTo(batch.rows, base + BID_PRICE, base + BID_VOLUME);
    book.asks.copyTo(batch.rows, base + ASK_PRICE, base + ASK_VOLUME);
    batch.instruments[row] = this.#instrument;
    batch.positions[row] = this.#line;
    this.#instrument = -1;
  }

  #apply(bytes: Buffer, line: number, instrument: number, batch: SnapshotBatch): void {
    const message = this.#scanner.notedText(bytes, MESSAGE_NOTE);
    if (instrument !== this.#instrument || message !== this.#message) this.finish(batch);
    const book = this.#books[instrument];
    this.#enterSnapshot(book, this.#isSnapshot(bytes));
    const ladder = this.#scanner.notedText(bytes, SIDE_NOTE) === 'bid' ? book.bids : book.asks;
    ladder.set(this.#scratch[PRICE], this.#scratch[AMOUNT]);
    this.#instrument = instrument;
    this.#message = message;
    this.#stampMicros = this.#scanner.stampMicros;
    this.#line = line;
  }

  #enterSnapshot(book: RebuiltBook, isSnapshot: boolean): void {
    if (isSnapshot && !book.inSnapshot) {
      book.bids.clear();
      book.asks.clear();
    }
    book.inSnapshot = isSnapshot;
    book.known ||= isSnapshot;
  }

  #faultOf(bytes: Buffer, start: number, instrument: number): LineFault | null {
    const scanner = this.#scanner;
    if (
      scanner.fieldCount !== this.layout.plan.targets.length ||
      Number.isNaN(scanner.stampMicros) ||
      instrument < 0
    ) {
      return lineFault(this.layout, scanner, bytes, start);
    }
    const side = scanner.notedText(bytes, SIDE_NOTE);
    if (scanner.oddCells.length > 0 || (side !== 'bid' && side !== 'ask')) {
      return unusableLine('a change whose price, amount or side (bid, ask) cannot be read', bytes, start);
    }
    const book = (this.#books[instrument] ??= new RebuiltBook());
    if (book.known || this.#isSnapshot(bytes)) return null;
    return unusableLine('a change before the first snapshot of its book', bytes, start);
  }

  #isSnapshot(bytes: Buffer): boolean {
    return this.#scanner.notedText(bytes, IS_SNAPSHOT_NOTE) === 'true';
  }

  #lose(fault: LineFault, position: number, instrument: number, batch: SnapshotBatch): void {
    const symbol = instrument < 0 ? '' : this.symbols.symbolAt(instrument);
    const tsMicros = this.#scanner.stampMicros;
    batch.defects.push(lostRow({ row: batch.length, position, symbol, tsMicros, ...fault }));
  }
}
