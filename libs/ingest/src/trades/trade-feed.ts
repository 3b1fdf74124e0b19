import { ROW_STRIDE, SnapshotBatch, type SourceDefect, TS } from '@genesis/market';
import { formatStamp } from '../bytes/format-stamp.js';
import { MOST_DEFECTS } from '../most-defects.js';
import { sortDefects } from '../order/batch-edits.js';
import { lostRow } from '../table/lost-row.js';
import { type BadTradeLine, TRADE_LINE, TradeLines } from './trade-lines.js';
import { type ReadTrade, TradeQueue } from './trade-queue.js';

/**
 * The trades beside a book (`ts,side,price,size[,visible]`, side = the aggressor's), given to its rows as they
 * pass: a trade belongs to the first row that is not older. Trades after the last row have no row and are
 * left. A line that is no trade, or whose stamp is ahead of those after it, is told as a lost row; its
 * position is its line in the trades file, which the issue names.
 */
export class TradeFeed {
  readonly #lines: TradeLines;
  readonly #queue = new TradeQueue();
  #ended = false;
  #lost: SourceDefect[] = [];

  constructor(readonly path: string) {
    this.#lines = new TradeLines(path);
  }

  /**
   * Gives a batch its trades and passes it on; where very many lines are lost, batches of these alone go first.
   * @throws UnusableInputError where the file has no usable header, holds no trades, or breaks off
   */
  async *attachedTo(batch: SnapshotBatch): AsyncGenerator<SnapshotBatch, void, void> {
    await this.#lines.start();
    let row = 0;
    while (row < batch.length) {
      row = this.#attachFrom(row, batch);
      if (this.#lost.length >= MOST_DEFECTS) yield this.#lostAlone(batch);
      else if (row < batch.length) this.#ended = !(await this.#lines.refill());
    }
    this.#tellLost(batch);
    yield batch;
  }

  async close(): Promise<void> {
    await this.#lines.close();
  }

  /** Goes on until the rows or the lines at hand are used up, or many are lost. @returns the row reached */
  #attachFrom(start: number, batch: SnapshotBatch): number {
    for (let row = start; row < batch.length; row++) {
      const ts = batch.rows[row * ROW_STRIDE + TS];
      for (;;) {
        if (!this.#fillQueue(row, batch)) return row;
        const { first } = this.#queue;
        if (first === undefined) break;
        const ahead = this.#queue.microsAhead();
        if (ahead > 0) this.#lose(this.#queue.takeFirst(), aheadIssue(first, ahead), row, batch);
        else if (first.tsMicros > ts) break;
        else attach(this.#queue.takeFirst(), row, batch);
      }
    }
    return batch.length;
  }

  /** Reads lines until enough trades are known; false where the lines at hand do not do, or many are lost. */
  #fillQueue(row: number, batch: SnapshotBatch): boolean {
    while (!this.#queue.full && !this.#ended) {
      if (!this.#lines.ready || this.#lost.length >= MOST_DEFECTS) return false;
      const line = this.#lines.next();
      if (line === null) continue;
      if ('tsMicros' in line) this.#queue.push(line);
      else this.#lose(line, `is not ${TRADE_LINE}`, row, batch);
    }
    return true;
  }

  #lose({ line, text }: BadTradeLine, problem: string, row: number, batch: SnapshotBatch): void {
    const issue = `line ${line} of the trades in ${this.path} ${problem}`;
    const symbol = batch.symbols.symbolAt(batch.instruments[row]);
    const facts = { row, position: line, symbol, text, issue, file: this.path };
    this.#lost.push(lostRow({ ...facts, code: 'UNDECODABLE' }));
  }

  #lostAlone(batch: SnapshotBatch): SnapshotBatch {
    const alone = new SnapshotBatch(1, batch.symbols);
    for (const defect of this.#lost) alone.defects.push({ ...defect, row: 0 });
    this.#lost = [];
    return alone;
  }

  #tellLost(batch: SnapshotBatch): void {
    if (this.#lost.length === 0) return;
    for (const defect of this.#lost) batch.defects.push(defect);
    sortDefects(batch.defects);
    this.#lost = [];
  }
}

function attach({ tsMicros, price, size, aggressor }: ReadTrade, row: number, batch: SnapshotBatch): void {
  batch.trades.push(row, tsMicros, price, size, aggressor);
}

function aheadIssue({ tsMicros }: ReadTrade, ahead: number): string {
  return `has the time stamp ${formatStamp(tsMicros)}, ${ahead / 1_000_000} s ahead of the trades that follow it`;
}
