import { growFloat64Array } from './grow-array.js';

/** Doubles per trade: row, tsMicros, price, size, aggressor. */
export const TRADE_STRIDE = 5;
export const TRADE_ROW = 0;
export const TRADE_TS = 1;
export const TRADE_PRICE = 2;
export const TRADE_SIZE = 3;
/** +1 the buyer was the aggressor, -1 the seller, 0 unknown (then Lee–Ready decides). */
export const TRADE_AGGRESSOR = 4;

/**
 * The trades of a batch in order of time. `row` is the index of the first snapshot that can show the trade's
 * effect: trades of row r happened after snapshot r-1 and not after snapshot r. Reused; grows as needed.
 */
export class TradeColumns {
  values = new Float64Array(64 * TRADE_STRIDE);
  length = 0;

  clear(): void {
    this.length = 0;
  }

  push(row: number, tsMicros: number, price: number, size: number, aggressor: number): void {
    const at = this.length * TRADE_STRIDE;
    if (at === this.values.length) this.values = growFloat64Array(this.values);
    this.values[at + TRADE_ROW] = row;
    this.values[at + TRADE_TS] = tsMicros;
    this.values[at + TRADE_PRICE] = price;
    this.values[at + TRADE_SIZE] = size;
    this.values[at + TRADE_AGGRESSOR] = aggressor;
    this.length++;
  }
}

/** Copies trade `index` of `from` to the end of `to`, as a trade of row `row`. */
export function copyTrade(from: TradeColumns, index: number, to: TradeColumns, row: number): void {
  const at = index * TRADE_STRIDE;
  const { values } = from;
  to.push(
    row,
    values[at + TRADE_TS],
    values[at + TRADE_PRICE],
    values[at + TRADE_SIZE],
    values[at + TRADE_AGGRESSOR],
  );
}

/** Row that trade `index` belongs to. */
export function tradeRow(trades: TradeColumns, index: number): number {
  return trades.values[index * TRADE_STRIDE + TRADE_ROW];
}
