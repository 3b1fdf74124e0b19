import { growFloat64Array } from './grow-array.js';
import {
  copyTrade,
  TRADE_AGGRESSOR,
  TRADE_PRICE,
  TRADE_ROW,
  TRADE_SIZE,
  TRADE_STRIDE,
  TRADE_TS,
  TradeColumns,
  tradeRow,
} from './trade-columns.js';

describe('TradeColumns', () => {
  it('keeps each value of a trade where the layout says', () => {
    const trades = new TradeColumns();
    trades.push(0, 1, 2, 3, 0);
    trades.push(7, 1_000, 100.5, 30, -1);
    const at = TRADE_STRIDE;
    expect(trades.length).toBe(2);
    expect(trades.values[at + TRADE_ROW]).toBe(7);
    expect(trades.values[at + TRADE_TS]).toBe(1_000);
    expect(trades.values[at + TRADE_PRICE]).toBe(100.5);
    expect(trades.values[at + TRADE_SIZE]).toBe(30);
    expect(trades.values[at + TRADE_AGGRESSOR]).toBe(-1);
  });

  it('grows beyond its first capacity without losing a trade, and keeps the room after clear', () => {
    const trades = new TradeColumns();
    for (let i = 0; i < 1_000; i++) trades.push(i, i, i, i, 1);
    expect(Array.from({ length: 1_000 }, (_, i) => trades.values[i * TRADE_STRIDE + TRADE_PRICE])).toEqual(
      Array.from({ length: 1_000 }, (_, i) => i),
    );
    const grown = trades.values;
    trades.clear();
    expect(trades.length).toBe(0);
    trades.push(1, 2, 3, 4, 0);
    expect(trades.values).toBe(grown);
  });
});

describe('copyTrade', () => {
  it('takes a trade over for another row', () => {
    const [from, to] = [new TradeColumns(), new TradeColumns()];
    from.push(0, 1, 2, 3, 0);
    from.push(7, 1_000, 100.5, 30, -1);
    copyTrade(from, 1, to, 4);
    expect(to.length).toBe(1);
    expect([...to.values.subarray(0, TRADE_STRIDE)]).toEqual([4, 1_000, 100.5, 30, -1]);
    expect([tradeRow(from, 1), tradeRow(to, 0)]).toEqual([7, 4]);
  });
});

describe('growFloat64Array', () => {
  it('is a copy of twice the length, the new half zero', () => {
    const values = Float64Array.of(1, 2);
    expect(growFloat64Array(values)).toEqual(Float64Array.of(1, 2, 0, 0));
    expect(values).toEqual(Float64Array.of(1, 2));
  });
});
