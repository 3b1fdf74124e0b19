import { copyTrade, TradeColumns } from '@genesis/market';

/**
 * The trades of one instrument's rows, with those of rows that took no part in detection: what was executed while
 * a row was quarantined must not look withdrawn at the next one. Read `trades` from `from` up to (not including) `to`.
 */
export class TradeCarry {
  trades = new TradeColumns();
  from = 0;
  to = 0;
  readonly #held = new TradeColumns();
  #shown = false;

  /** Keeps a row's trades for the next row that is shown. */
  hold(trades: TradeColumns, from: number, to: number): void {
    this.#dropShown();
    for (let trade = from; trade < to; trade++) copyTrade(trades, trade, this.#held, 0);
  }

  /** Points at a row's trades and, before them, at those held. */
  show(trades: TradeColumns, from: number, to: number): void {
    this.#dropShown();
    if (this.#held.length === 0) {
      this.trades = trades;
      this.from = from;
      this.to = to;
      return;
    }
    this.hold(trades, from, to);
    this.trades = this.#held;
    this.from = 0;
    this.to = this.#held.length;
    this.#shown = true;
  }

  #dropShown(): void {
    if (this.#shown) this.#held.clear();
    this.#shown = false;
  }
}
