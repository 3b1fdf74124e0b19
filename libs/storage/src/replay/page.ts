import { ROW_STRIDE, SnapshotBatch, type SymbolTable, TRADE_STRIDE, TS } from '@genesis/market';
import { CopyFormatError } from '../copy/copy-format.error.js';
import { type SnapshotSink } from '../copy/snapshot-decoder.js';
import { type StoredTrade } from '../copy/trade-encoder.js';

/** Where a row stands in the order of a replay. */
export interface RowKey {
  readonly tsMicros: number;
  readonly symbol: string;
  readonly rowId: number;
}

/**
 * Some thousand consecutive rows of the table, in order, with their trades: filled from the database as a
 * whole, then taken batch by batch.
 */
export class Page implements SnapshotSink {
  base = 0;
  readonly rows: Float64Array;
  readonly #store: SnapshotBatch;
  readonly #rowIds: Float64Array;
  /** Next row and next trade to be taken. */
  #row = 0;
  #trade = 0;
  /** Row at which the search for a trade's row begins. */
  #search = 0;

  constructor(
    readonly capacity: number,
    symbols: SymbolTable,
  ) {
    this.#store = new SnapshotBatch(capacity, symbols);
    this.#rowIds = new Float64Array(capacity);
    this.rows = this.#store.rows;
  }

  get length(): number {
    return this.#store.length;
  }

  get used(): boolean {
    return this.#row === this.#store.length;
  }

  clear(): void {
    this.#store.clear();
    this.base = 0;
    this.#row = this.#trade = this.#search = 0;
  }

  makeRoom(): void {
    if (!this.#store.full) return;
    throw new CopyFormatError(`more than the ${this.capacity} rows asked for came in a COPY`);
  }

  take(instrument: number, rowId: number): void {
    if (!Number.isSafeInteger(rowId)) throw new CopyFormatError(`row_id ${rowId}: expected at most 2^53`);
    const row = this.#store.length++;
    this.#store.instruments[row] = instrument;
    this.#rowIds[row] = rowId;
    this.base += ROW_STRIDE;
  }

  key(row: number): RowKey {
    const symbol = this.#store.symbols.symbolAt(this.#store.instruments[row]);
    return { tsMicros: this.rows[row * ROW_STRIDE + TS], symbol, rowId: this.#rowIds[row] };
  }

  /** Gives a trade to its row; trades come in the order of the rows. One whose row is not here is left. */
  attach(trade: Readonly<StoredTrade>, instrument: number): void {
    const { rows } = this;
    const { snapshotMicros, snapshotRowId } = trade;
    while (this.#search < this.length && rows[this.#search * ROW_STRIDE + TS] < snapshotMicros)
      this.#search++;
    for (let row = this.#search; row < this.length; row++) {
      if (rows[row * ROW_STRIDE + TS] !== snapshotMicros) return;
      if (this.#rowIds[row] !== snapshotRowId || this.#store.instruments[row] !== instrument) continue;
      this.#store.trades.push(row, trade.tsMicros, trade.price, trade.size, trade.aggressor);
      this.#search = row;
      return;
    }
  }

  /** Fills a batch with the next rows and their trades; its sequence numbers are left to the caller. */
  fill(batch: SnapshotBatch): void {
    const from = this.#row;
    const to = Math.min(from + batch.capacity, this.length);
    batch.clear();
    batch.rows.set(this.rows.subarray(from * ROW_STRIDE, to * ROW_STRIDE));
    batch.instruments.set(this.#store.instruments.subarray(from, to));
    batch.length = to - from;
    this.#row = to;
    this.#fillTrades(batch, from, to);
  }

  #fillTrades(batch: SnapshotBatch, from: number, to: number): void {
    const { values, length } = this.#store.trades;
    for (; this.#trade < length; this.#trade++) {
      const at = this.#trade * TRADE_STRIDE;
      const [row, tsMicros, price, size, aggressor] = values.subarray(at, at + TRADE_STRIDE);
      if (row >= to) return;
      batch.trades.push(row - from, tsMicros, price, size, aggressor);
    }
  }
}
