import { createSimulatedSource } from '@genesis/ingest';
import { ROW_STRIDE } from '@genesis/market';
import { recordBook } from '../src/recording/record-book.js';
import { RecordedBook } from '../src/recording/recorded-book.js';

/** A simulated share that nobody works on, recorded. */
export function recordedMarket(seed: number, minutes: number, rate = 20): Promise<RecordedBook> {
  const source = createSimulatedSource({
    seed,
    rate,
    symbols: 1,
    durationMicros: minutes * 60_000_000,
    episodes: false,
    benign: false,
  });
  return recordBook(source);
}

/** The last state of each period, as a conflated feed shows it; trades are left out. */
export function conflated(book: RecordedBook, periodMicros: number): RecordedBook {
  const slow = new RecordedBook(book.symbol);
  const start = book.tsAt(0);
  for (let row = 0; row + 1 < book.length; row++) {
    const period = Math.floor((book.tsAt(row) - start) / periodMicros);
    if (period === Math.floor((book.tsAt(row + 1) - start) / periodMicros)) continue;
    const values = book.rows.slice(row * ROW_STRIDE, (row + 1) * ROW_STRIDE);
    values[0] = start + (period + 1) * periodMicros;
    slow.push(values, 0, 0);
  }
  return slow;
}
