import { ASK_PRICE, BID_PRICE, ROW_STRIDE, type SnapshotBatch, TS } from '@genesis/market';
import { FileChunks } from '../bytes/file-chunks.js';
import { LineReader } from '../bytes/line-reader.js';
import { fileHead } from '../file-head.js';
import { planHeader } from '../formats/header-plan.js';
import { sortDefects } from '../order/batch-edits.js';
import { notedAs } from '../table/column-plan.js';
import { LineScanner } from '../table/line-scanner.js';
import { lineText, lostRow } from '../table/lost-row.js';

const SIDE_NOTE = 0;
/** A trade's two numbers are scanned into these places of a scratch row. */
const PRICE = BID_PRICE;
const SIZE = ASK_PRICE;
const COLUMNS: ReadonlyMap<string, number> = new Map([
  ['ts', TS],
  ['side', notedAs(SIDE_NOTE)],
  ['price', PRICE],
  ['size', SIZE],
]);
const BUY = 'B'.charCodeAt(0);
const SELL = 'S'.charCodeAt(0);

/**
 * The trades beside a book (`ts,side,price,size[,visible]`, side = the aggressor's, B or S), given to its rows
 * as they pass: a trade belongs to the first row that is not older. Trades after the last row have no row and
 * are left. A line that cannot be read is told as a lost row at position 0 (it is no line of the book).
 */
export class TradeFeed {
  readonly #reader: LineReader;
  readonly #scratch = new Float64Array(ROW_STRIDE);
  #scanner: LineScanner | null = null;
  /** Whether the scanner holds a trade that no row has taken yet. */
  #waiting = false;
  #aggressor = 0;

  constructor(readonly path: string) {
    this.#reader = new LineReader(new FileChunks(path));
  }

  /** @throws UnusableInputError where the file has no usable header, or breaks off */
  async attachTo(batch: SnapshotBatch): Promise<void> {
    const scanner = (this.#scanner ??= await this.#readHeader());
    let row = 0;
    while (row < batch.length) {
      row = this.#attachFrom(row, batch, scanner);
      if (row < batch.length && !(await this.#reader.refill())) return;
    }
  }

  async close(): Promise<void> {
    await this.#reader.close();
  }

  async #readHeader(): Promise<LineScanner> {
    const head = fileHead(this.path, (await this.#reader.nextLine()) ?? '', null);
    return new LineScanner(planHeader(head, COLUMNS));
  }

  /** Goes on until the rows or the lines at hand are used up. @returns the row reached */
  #attachFrom(start: number, batch: SnapshotBatch, scanner: LineScanner): number {
    for (let row = start; row < batch.length; row++) {
      const ts = batch.rows[row * ROW_STRIDE + TS];
      for (;;) {
        if (!this.#waiting && !this.#takeTrade(row, batch, scanner)) return row;
        if (scanner.stampMicros > ts) break;
        batch.trades.push(
          row,
          scanner.stampMicros,
          this.#scratch[PRICE],
          this.#scratch[SIZE],
          this.#aggressor,
        );
        this.#waiting = false;
      }
    }
    return batch.length;
  }

  /** Scans lines until one is a trade; false where the lines at hand are used up. */
  #takeTrade(row: number, batch: SnapshotBatch, scanner: LineScanner): boolean {
    const reader = this.#reader;
    while (reader.pos < reader.end) {
      const start = reader.pos;
      reader.line++;
      reader.pos = scanner.scan(reader.bytes, start, this.#scratch, 0);
      this.#waiting = this.#isTrade(scanner);
      if (this.#waiting) return true;
      const text = lineText(reader.bytes, start);
      if (text !== '') this.#lose(text, row, batch);
    }
    return false;
  }

  #isTrade(scanner: LineScanner): boolean {
    if (scanner.fieldCount !== scanner.plan.targets.length || Number.isNaN(scanner.stampMicros)) return false;
    const { bytes } = this.#reader;
    this.#aggressor = scanner.notedIs(bytes, SIDE_NOTE, BUY)
      ? 1
      : scanner.notedIs(bytes, SIDE_NOTE, SELL)
        ? -1
        : 0;
    return this.#aggressor !== 0 && scanner.oddCells.length === 0;
  }

  #lose(text: string, row: number, batch: SnapshotBatch): void {
    const issue = `line ${this.#reader.line} of the trades in ${this.path} is not ts,side (B, S),price,size`;
    const symbol = batch.symbols.symbolAt(batch.instruments[row]);
    batch.defects.push(lostRow({ row, code: 'UNDECODABLE', position: 0, symbol, text, issue }));
    sortDefects(batch.defects);
  }
}
