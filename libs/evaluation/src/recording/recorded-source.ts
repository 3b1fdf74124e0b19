import { type SnapshotSource, type SourceDescription, type SourceProgress } from '@genesis/ingest';
import {
  copyTrade,
  DEFAULT_BATCH_ROWS,
  ROW_STRIDE,
  SnapshotBatch,
  SymbolTable,
  type TimeRange,
  tradeRow,
} from '@genesis/market';
import { type RecordedBook } from './recorded-book.js';

const BYTES_PER_ROW = ROW_STRIDE * Float64Array.BYTES_PER_ELEMENT;

/** A recorded book as a source. Batches are copies: validation repairs rows in place, the recording stays as it is. */
export class RecordedSource implements SnapshotSource {
  #rowsGiven = 0;
  /** Moved on by every opening and closing: an iteration ends when it is no longer the current one. */
  #opening = 0;

  constructor(
    readonly book: RecordedBook,
    readonly name: string,
    readonly batchRows: number = DEFAULT_BATCH_ROWS,
  ) {}

  describe(): Promise<SourceDescription> {
    const { book, name } = this;
    const some = book.length > 0;
    return Promise.resolve({
      name,
      format: 'recording',
      symbols: [book.symbol],
      fromMicros: some ? book.tsAt(0) : null,
      toMicros: some ? book.tsAt(book.length - 1) : null,
    });
  }

  async *open(range: TimeRange = {}): AsyncGenerator<SnapshotBatch, void, void> {
    const { book } = this;
    const opening = ++this.#opening;
    const batch = new SnapshotBatch(this.batchRows, new SymbolTable([book.symbol]));
    const to = range.toMicros === undefined ? book.length : book.rowFrom(range.toMicros + 1);
    let row = range.fromMicros === undefined ? 0 : book.rowFrom(range.fromMicros);
    this.#rowsGiven = 0;
    let trade = firstTradeOf(book, row);
    await Promise.resolve();
    while (row < to && this.#opening === opening) {
      const end = Math.min(to, row + this.batchRows);
      trade = fill(batch, book, row, end, trade);
      this.#rowsGiven += end - row;
      row = end;
      yield batch;
    }
  }

  progress(): SourceProgress {
    return { bytesRead: this.#rowsGiven * BYTES_PER_ROW, totalBytes: this.book.length * BYTES_PER_ROW };
  }

  close(): Promise<void> {
    this.#opening++;
    return Promise.resolve();
  }
}

/** The first trade of row `row` or later; one that belongs to an earlier row is not given. */
function firstTradeOf({ trades }: RecordedBook, row: number): number {
  let trade = 0;
  while (trade < trades.length && tradeRow(trades, trade) < row) trade++;
  return trade;
}

/** Fills the batch with rows `from` up to `to`; returns the next trade. */
function fill(batch: SnapshotBatch, book: RecordedBook, from: number, to: number, trade: number): number {
  batch.clear();
  batch.rows.set(book.rows.subarray(from * ROW_STRIDE, to * ROW_STRIDE));
  batch.length = to - from;
  for (let i = 0; i < batch.length; i++) {
    batch.instruments[i] = 0;
    batch.sequences[i] = from + i + 1;
    batch.positions[i] = book.positions[from + i];
  }
  const { trades } = book;
  let next = trade;
  for (; next < trades.length && tradeRow(trades, next) < to; next++)
    copyTrade(trades, next, batch.trades, tradeRow(trades, next) - from);
  return next;
}
