import { type SnapshotSource, UnusableInputError } from '@genesis/ingest';
import { copyTrade, ROW_STRIDE, type SnapshotBatch, type TimeRange, tradeRow } from '@genesis/market';
import { RecordedBook } from './recorded-book.js';

export interface RecordingOptions {
  /** Which instrument; may be left out where the source has one only. */
  readonly symbol?: string | undefined;
  readonly range?: TimeRange | undefined;
  /** The recording ends after so many rows of the instrument. */
  readonly mostRows?: number | undefined;
}

/** Rows kept unless told otherwise: some 330 MB. */
export const MOST_RECORDED_ROWS = 1_000_000;

/**
 * Reads one instrument of a source into memory.
 * @throws UnusableInputError where the source has no row of it, or several instruments and none was named
 */
export async function recordBook(
  source: SnapshotSource,
  options: RecordingOptions = {},
): Promise<RecordedBook> {
  const { name } = await source.describe();
  let book: RecordedBook | null = options.symbol === undefined ? null : new RecordedBook(options.symbol);
  for await (const batch of source.open(options.range)) {
    if (batch.length === 0) continue;
    book ??= new RecordedBook(batch.symbols.symbolAt(batch.instruments[0]));
    if (options.symbol === undefined) refuseSeveral(batch, book.symbol, name);
    if (!takeBatch(batch, book, options.mostRows ?? MOST_RECORDED_ROWS)) break;
  }
  if (book === null || book.length === 0) {
    const what = options.symbol === undefined ? 'no row' : `no row of ${options.symbol}`;
    throw new UnusableInputError(name, null, `has ${what} to evaluate`);
  }
  return book;
}

function refuseSeveral(batch: SnapshotBatch, symbol: string, name: string): void {
  const known = batch.symbols.indexOf(symbol);
  for (let row = 0; row < batch.length; row++) {
    if (batch.instruments[row] === known) continue;
    const symbols = batch.symbols.all().slice(0, 8).join(', ');
    throw new UnusableInputError(
      name,
      null,
      `holds several instruments (${symbols}), expected one to be named`,
    );
  }
}

/** False when the limit is reached. */
function takeBatch(batch: SnapshotBatch, book: RecordedBook, mostRows: number): boolean {
  const instrument = batch.symbols.indexOf(book.symbol);
  const { trades } = batch;
  let trade = 0;
  for (let row = 0; row < batch.length; row++) {
    const mine = batch.instruments[row] === instrument;
    if (mine && book.length === mostRows) {
      book.cut = true;
      return false;
    }
    for (; trade < trades.length && tradeRow(trades, trade) <= row; trade++) {
      if (mine) copyTrade(trades, trade, book.trades, book.length);
    }
    if (mine) book.push(batch.rows, row * ROW_STRIDE, batch.positions[row]);
  }
  return true;
}
