import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, TradeColumns } from '@genesis/market';
import { type DecimalGrid } from './decimal-grid.js';
import { type BookSide, HalfBook } from './half-book.js';
import { type OrderSizes } from './order-sizes.js';

/** More levels than the ten shown are kept filled, so that a sweep does not find the end of the book. */
const RESERVE_LEVELS = 18;
/** Where orders of the reserve are laid, in ticks behind the best. */
const RESERVE_NEAREST_TICKS = 9;
const RESERVE_SPAN_TICKS = 20;

/** The limit order book of one simulated instrument, with the trades since they were last cleared. */
export class SimulatedBook {
  readonly bid: HalfBook;
  readonly ask: HalfBook;
  /** Row 0 stands for the row that is published next. */
  readonly trades = new TradeColumns();

  /** An empty book around `openingTick`. */
  constructor(
    openingTick: number,
    readonly sizes: OrderSizes,
    readonly prices: DecimalGrid,
    readonly volumes: DecimalGrid,
  ) {
    this.bid = new HalfBook('bid', openingTick);
    this.ask = new HalfBook('ask', openingTick + 1);
  }

  half(side: BookSide): HalfBook {
    return side === 'bid' ? this.bid : this.ask;
  }

  opposite(half: HalfBook): HalfBook {
    return half === this.bid ? this.ask : this.bid;
  }

  get changed(): boolean {
    return this.bid.changed || this.ask.changed;
  }

  get spreadTicks(): number {
    return this.ask.bestTick - this.bid.bestTick;
  }

  /** Twice the mid price, in ticks: whole, unlike the mid. */
  get doubleMidTicks(): number {
    return this.ask.bestTick + this.bid.bestTick;
  }

  /** Executes up to `lots` at the best price of `half`; returns what was executed. */
  take(half: HalfBook, lots: number, nowMicros: number): number {
    const price = this.prices.valueOf(half.bestTick);
    const executed = half.executeBest(lots);
    if (executed > 0) {
      const aggressor = half === this.ask ? 1 : -1;
      this.trades.push(0, nowMicros, price, this.volumes.valueOf(executed), aggressor);
    }
    this.replenish(half);
    return executed;
  }

  /** Fills the far end of a side until the reserve stands again. */
  replenish(half: HalfBook): void {
    while (half.occupied < RESERVE_LEVELS) {
      const behind = RESERVE_NEAREST_TICKS + ((this.sizes.random() * RESERVE_SPAN_TICKS) | 0);
      half.add(half.tickAt(half.best + behind), this.sizes.draw());
    }
  }

  /** Brings the changed sides of a snapshot row up to date. */
  publish(row: Float64Array): void {
    if (this.bid.changed) this.bid.publish(row, BID_PRICE, BID_VOLUME, this.prices, this.volumes);
    if (this.ask.changed) this.ask.publish(row, ASK_PRICE, ASK_VOLUME, this.prices, this.volumes);
  }
}
