import {
  ROW_STRIDE,
  TRADE_AGGRESSOR,
  TRADE_PRICE,
  TRADE_ROW,
  TRADE_SIZE,
  TRADE_STRIDE,
  TRADE_TS,
  type TradeColumns,
  TS,
} from '@genesis/market';
import { ACCEPTED, createRowValidator, isLossyRepair } from '@genesis/validation';
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
      const seen = validator.validate(batch, row, ignore) === ACCEPTED && !isLossyRepair(validator.quality);
      const at = row * ROW_STRIDE;
      const setBack = book.length > 0 && batch.rows[at + TS] < book.tsAt(book.length - 1);
      if (seen && setBack) book = new RecordedBook(recorded.symbol);
      trade = takeTrades(batch.trades, trade, row, book);
      if (seen) book.push(batch.rows, at, 0);
    }
    validator.endBatch(batch, ignore);
  }
  return book;
}

function ignore(): void {
  // Findings about these rows were told when they were live.
}

function rawBook({ symbol, rows, trades }: RecordedRows): RecordedBook {
  const book = new RecordedBook(symbol);
  for (let at = 0; at < rows.length; at += ROW_STRIDE) book.push(rows, at, 0);
  for (let at = 0; at < trades.length; at += TRADE_STRIDE) {
    pushTrade(trades, at, trades[at + TRADE_ROW], book);
  }
  return book;
}

/** Takes trades of rows up to `row` from number `trade` on; returns the next one. */
function takeTrades(
  { values, length }: TradeColumns,
  trade: number,
  row: number,
  book: RecordedBook,
): number {
  let next = trade;
  for (; next < length && values[next * TRADE_STRIDE + TRADE_ROW] <= row; next++) {
    pushTrade(values, next * TRADE_STRIDE, book.length, book);
  }
  return next;
}

function pushTrade(values: Float64Array, at: number, row: number, { trades }: RecordedBook): void {
  trades.push(
    row,
    values[at + TRADE_TS],
    values[at + TRADE_PRICE],
    values[at + TRADE_SIZE],
    values[at + TRADE_AGGRESSOR],
  );
}
