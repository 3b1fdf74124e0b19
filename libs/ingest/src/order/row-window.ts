import {
  copyTrade,
  ROW_STRIDE,
  SnapshotBatch,
  type SourceDefect,
  type SymbolTable,
  TRADE_ROW,
  TRADE_STRIDE,
  tradeRow,
} from '@genesis/market';
import { MOST_DEFECTS } from '../most-defects.js';

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

  /** Forgets all that has not been delivered. */
  clear(): void {
    this.batch.clear();
    this.head = 0;
  }

  /** Makes sure that one more row, and a late run, can be appended; moves or enlarges the batch if need be. */
  makeRoom(): void {
    const { capacity, length } = this.batch;
    if (length + SPARE_ROWS <= capacity) return;
    if (2 * this.head >= capacity) this.#moveDown(this.batch);
    else this.#moveDown(new SnapshotBatch(2 * capacity, this.symbols));
  }

  /**
   * Fills `out` with the next `rows` rows and all that belongs to them; with fewer, and lines lost before the
   * next one, where these have more than `MOST_DEFECTS` defects.
   * @returns how many rows
   */
  deliver(rows: number, out: SnapshotBatch): number {
    const { defects } = this.batch;
    const bound = defects.length > MOST_DEFECTS ? defects[MOST_DEFECTS].row - this.head : Infinity;
    const count = Math.min(rows, bound);
    out.clear();
    out.length = count;
    copyRows(this.batch, this.head, count, out);
    this.#deliverDefects(count, bound < rows, out);
    this.#deliverTrades(count, out);
    this.head += count;
    return count;
  }

  /** How many lost lines wait. */
  countLost(): number {
    return this.batch.defects.reduce((count, { kind }) => (kind === 'lost' ? count + 1 : count), 0);
  }

  /**
   * Fills `out` with the next lost lines alone, at most `MOST_DEFECTS` of them, whether or not the rows before
   * them have been delivered.
   * @returns how many
   */
  deliverLost(out: SnapshotBatch): number {
    const { defects } = this.batch;
    out.clear();
    let kept = 0;
    for (const defect of defects) {
      if (defect.kind === 'cell' || out.defects.length === MOST_DEFECTS) defects[kept++] = defect;
      else out.defects.push({ ...defect, row: 0 });
    }
    defects.length = kept;
    return out.defects.length;
  }

  /** @param withLost whether the lines lost before row `rows` come along, as far as the bound goes */
  #deliverDefects(rows: number, withLost: boolean, out: SnapshotBatch): void {
    const { defects } = this.batch;
    if (defects.length === 0) return;
    const end = this.head + rows;
    let count = 0;
    while (count < defects.length && defects[count].row < end) count++;
    if (withLost) while (count < MOST_DEFECTS && isLostBefore(end, defects[count])) count++;
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
      for (const defect of from.defects) to.defects.push(defect);
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

function isLostBefore(row: number, defect: SourceDefect): boolean {
  return defect.kind === 'lost' && defect.row === row;
}
