import {
  copyTrade,
  ROW_STRIDE,
  TRADE_STRIDE,
  TradeColumns,
  tradeRow,
  TS,
  type SnapshotBatch,
} from '@genesis/market';
import { ACCEPTED, createRowValidator, isLossyRepair, type RowValidator } from '@genesis/validation';
import { RecordedBook } from '../recording/recorded-book.js';
import { RecordedSource } from '../recording/recorded-source.js';
import { type RecordedRows } from './rolling-recording.js';

/**
 * What detection sees of recorded rows: those that validation accepts whole, repaired where it repairs. Trades of the
 * others belong to the next one that is seen. Where the clock was set back, only what came after it counts.
 */
export async function acceptedBook(recorded: RecordedRows): Promise<RecordedBook> {
  const source = new RecordedSource(rawBook(recorded), recorded.symbol);
  const validator = createRowValidator();
  let book = new RecordedBook(recorded.symbol);
  for await (const batch of source.open()) {
    validator.beginBatch(batch);
    let trade = 0;
    for (let row = 0; row < batch.length; row++) {
      const seen = isSeen(validator, batch, row);
      const at = row * ROW_STRIDE;
      const setBack = book.length > 0 && batch.rows[at + TS] < book.tsAt(book.length - 1);
      if (seen && setBack) book = new RecordedBook(recorded.symbol);
      for (; trade < batch.trades.length && tradeRow(batch.trades, trade) <= row; trade++) {
        copyTrade(batch.trades, trade, book.trades, book.length);
      }
      if (seen) book.push(batch.rows, at, 0);
    }
    validator.endBatch(batch, ignore);
  }
  return book;
}

function isSeen(validator: RowValidator, batch: SnapshotBatch, row: number): boolean {
  return validator.validate(batch, row, ignore) === ACCEPTED && !isLossyRepair(validator.quality);
}

function ignore(): void {
  // Findings about these rows were told when they were live.
}

function rawBook({ symbol, rows, trades }: RecordedRows): RecordedBook {
  const book = new RecordedBook(symbol);
  for (let at = 0; at < rows.length; at += ROW_STRIDE) book.push(rows, at, 0);
  const columns = new TradeColumns();
  columns.values = trades;
  columns.length = trades.length / TRADE_STRIDE;
  for (let trade = 0; trade < columns.length; trade++) {
    copyTrade(columns, trade, book.trades, tradeRow(columns, trade));
  }
  return book;
}
