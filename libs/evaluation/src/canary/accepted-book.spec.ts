import { BID_PRICE, BID_VOLUME, ROW_STRIDE, TRADE_STRIDE, TS } from '@genesis/market';
import { recordedMarket } from '../../testing/recorded-market.js';
import { type RecordedBook } from '../recording/recorded-book.js';
import { acceptedBook } from './accepted-book.js';
import { type RecordedRows } from './rolling-recording.js';

let market: RecordedBook;
beforeAll(async () => (market = await recordedMarket(3, 1, 10)));

/** The first rows of the market, with one trade in each. */
function recorded(count: number): RecordedRows {
  const rows = market.rows.slice(0, count * ROW_STRIDE);
  const trades = new Float64Array(count * TRADE_STRIDE);
  for (let row = 0; row < count; row++) trades.set([row, market.tsAt(row), 100, 1, 1], row * TRADE_STRIDE);
  return { symbol: 'ABC', rows, trades };
}

describe('the accepted rows of a recording', () => {
  it('are all of them where nothing is wrong, untouched', async () => {
    const book = await acceptedBook(recorded(40));
    expect(book.rows.subarray(0, 40 * ROW_STRIDE)).toEqual(market.rows.subarray(0, 40 * ROW_STRIDE));
    expect([book.symbol, book.length, book.trades.length]).toEqual(['ABC', 40, 40]);
  });

  it('leave out what is quarantined, whose trades belong to the next row', async () => {
    const faulty = recorded(5);
    faulty.rows[2 * ROW_STRIDE + BID_PRICE] = NaN;
    const book = await acceptedBook(faulty);
    expect(book.length).toBe(4);
    const rowsOfTrades = Array.from({ length: 5 }, (_, trade) => book.trades.values[trade * TRADE_STRIDE]);
    expect(rowsOfTrades).toEqual([0, 1, 2, 2, 3]);
  });

  it('are repaired where nothing was lost by it, and the recording stays as it came', async () => {
    const faulty = recorded(5);
    faulty.rows[3 * ROW_STRIDE + BID_VOLUME + 9] = NaN;
    const before = faulty.rows.slice();
    const book = await acceptedBook(faulty);
    expect(book.rows.subarray(0, book.length * ROW_STRIDE).includes(NaN)).toBe(
      market.rows.subarray(0, 5 * ROW_STRIDE).includes(NaN),
    );
    expect(faulty.rows).toEqual(before);
  });

  it('begin anew where the clock was set back', async () => {
    const faulty = recorded(200);
    for (let row = 100; row < 200; row++) faulty.rows[row * ROW_STRIDE + TS] -= 3600e6;
    const book = await acceptedBook(faulty);
    expect(book.length).toBeLessThanOrEqual(100);
    for (let row = 1; row < book.length; row++)
      expect(book.tsAt(row)).toBeGreaterThanOrEqual(book.tsAt(row - 1));
  });
});
