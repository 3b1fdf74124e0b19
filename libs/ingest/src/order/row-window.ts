import {
  ROW_STRIDE,
  SnapshotBatch,
  type SourceDefect,
  type SymbolTable,
  TRADE_ROW,
  TRADE_STRIDE,
} from '@genesis/market';
import { copyTrade, tradeRow } from './batch-edits.js';

/** Rows that are kept free for a run of late rows to be put back, see `TimeOrder`. */
const SPARE_ROWS = 4;

/**
 * Rows decoded but not yet delivered: decoders append to `batch`, deliveries leave from `head` on. Grows with
 * what must be held back and then stays as it is.
 */
export class RowWindow {
  batch: SnapshotBatch;
  /** First row not delivered yet. */
  head = 0;

  constructor(
    rows: number,
    readonly symbols: SymbolTable,
  ) {
    this.batch = new SnapshotBatch(2 * rows + SPARE_ROWS, symbols);
  }

  /** Makes sure that one more row, and a late run, can be appended; moves or enlarges the batch if need be. */
  makeRoom(): void {
    const { capacity, length } = this.batch;
    if (length + SPARE_ROWS <= capacity) return;
    if (2 * this.head >= capacity) this.#moveDown(this.batch);
    else this.#moveDown(new SnapshotBatch(2 * capacity, this.symbols));
  }

  /** Fills `out` with the next `rows` rows and all that belongs to them. */
  deliver(rows: number, out: SnapshotBatch): void {
    out.clear();
    out.length = rows;
    copyRows(this.batch, this.head, rows, out);
    this.#deliverDefects(rows, out);
    this.#deliverTrades(rows, out);
    this.head += rows;
  }

  /** Hands the lines lost before the next row over already now. */
  deliverLost(out: SnapshotBatch): void {
    const { defects } = this.batch;
    while (defects.length > 0 && defects[0].kind === 'lost' && defects[0].row === this.head) {
      out.defects.push({ ...defects.shift()!, row: out.length });
    }
  }

  #deliverDefects(rows: number, out: SnapshotBatch): void {
    const { defects } = this.batch;
    if (defects.length === 0) return;
    const end = this.head + rows;
    const count = countWhile(defects, (defect) => defect.row < end);
    for (const defect of defects.splice(0, count)) {
      defect.row -= this.head;
      out.defects.push(defect);
    }
  }

  #deliverTrades(rows: number, out: SnapshotBatch): void {
    const { trades } = this.batch;
    let count = 0;
    while (count < trades.length && tradeRow(trades, count) < this.head + rows) {
      copyTrade(trades, count, out.trades, tradeRow(trades, count) - this.head);
      count++;
    }
    if (count === 0) return;
    trades.values.copyWithin(0, count * TRADE_STRIDE, trades.length * TRADE_STRIDE);
    trades.length -= count;
  }

  /** Moves the rows in use to the front of `to`. */
  #moveDown(to: SnapshotBatch): void {
    const from = this.batch;
    const rows = from.length - this.head;
    copyRows(from, this.head, rows, to);
    to.length = rows;
    if (to !== from) {
      to.defects.push(...from.defects);
      for (let trade = 0; trade < from.trades.length; trade++)
        copyTrade(from.trades, trade, to.trades, tradeRow(from.trades, trade));
    }
    for (const defect of to.defects) defect.row -= this.head;
    for (let trade = 0; trade < to.trades.length; trade++)
      to.trades.values[trade * TRADE_STRIDE + TRADE_ROW] -= this.head;
    this.batch = to;
    this.head = 0;
  }
}

/** Copies rows to the front of `to`, which may be the same batch. */
function copyRows(from: SnapshotBatch, start: number, rows: number, to: SnapshotBatch): void {
  to.rows.set(from.rows.subarray(start * ROW_STRIDE, (start + rows) * ROW_STRIDE));
  to.instruments.set(from.instruments.subarray(start, start + rows));
  to.positions.set(from.positions.subarray(start, start + rows));
}

function countWhile(defects: readonly SourceDefect[], holds: (defect: SourceDefect) => boolean): number {
  const end = defects.findIndex((defect) => !holds(defect));
  return end < 0 ? defects.length : end;
}
