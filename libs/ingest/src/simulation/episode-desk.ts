import { MICROS_PER_SECOND, type RandomSource } from '@genesis/market';
import { type HalfBook } from './half-book.js';
import { type OrderFlowModel } from './order-flow-model.js';
import { type SimulatedBook } from './simulated-book.js';
import { type UsualMarket } from './usual-market.js';

/** What the agents of the episodes work with: their market's book, its habits, and a dice of their own. */
export class EpisodeDesk {
  nowMicros = 0;
  /** Snapshots shown so far. */
  rowsShown = 0;

  constructor(
    readonly book: SimulatedBook,
    readonly flow: OrderFlowModel,
    readonly usual: UsualMarket,
    readonly random: RandomSource,
  ) {}

  between(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  /** Whole, both ends included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.random() * (high - low + 1));
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.random() * choices.length)];
  }

  /** A waiting time in microseconds. */
  seconds(low: number, high: number): number {
    return Math.round(this.between(low, high) * MICROS_PER_SECOND);
  }

  /** Lots of a size given as a multiple of the local mean level. */
  lotsOfMean(times: number): number {
    return Math.max(1, Math.round(times * this.usual.levelLots));
  }

  timesMean(lots: number): number {
    return rounded(lots / this.usual.levelLots, 2);
  }

  price(tick: number): number {
    return this.book.prices.valueOf(tick);
  }

  volume(lots: number): number {
    return this.book.volumes.valueOf(lots);
  }

  get midTicks(): number {
    return this.book.doubleMidTicks / 2;
  }

  /** Tick of the level shown as number `level` (from 0). */
  levelTick(half: HalfBook, level: number): number {
    return half.tickAt(half.indexOfLevel(level));
  }

  /** Level (from 0) at which a tick is shown, or would be. */
  levelOf(half: HalfBook, tick: number): number {
    let level = 0;
    for (let index = half.best; index < half.indexOf(tick); index++) if (half.isOccupied(index)) level++;
    return level;
  }

  /** `ticks` ticks behind (negative: in front of) `tick`, as seen on this side. */
  behind(half: HalfBook, tick: number, ticks: number): number {
    return half.side === 'ask' ? tick + ticks : tick - ticks;
  }

  /** A tick where an order of this side can rest: `tick`, or the best one that does not cross. */
  restingTick(half: HalfBook, tick: number): number {
    const opposite = this.book.opposite(half).bestTick;
    return half.side === 'ask' ? Math.max(tick, opposite + 1) : Math.min(tick, opposite - 1);
  }

  /** The crowd's queue at a level loses lots down to `lots`; returns how many it lost. */
  thin(half: HalfBook, index: number, lots: number): number {
    const lost = half.lots[index] - lots;
    if (lost > 0) half.shrinkTo(index, lots);
    return Math.max(0, lost);
  }

  /** Lots of the crowd come (back) to a tick: about one order for each usual size among them. */
  refill(half: HalfBook, tick: number, lots: number): void {
    if (lots <= 0) return;
    const at = this.restingTick(half, tick);
    const orders = Math.floor(lots / this.book.sizes.medianLots + this.random());
    const fewest = half.ordersAt(at) > 0 ? 0 : 1;
    half.add(at, lots, Math.max(fewest, Math.min(lots, orders)));
  }

  take(half: HalfBook, lots: number): number {
    return this.book.take(half, lots, this.nowMicros);
  }

  /**
   * Takers buy (up) or sell (down) through `ticks` ticks, and makers follow on the other side: both best quotes
   * move, by trades.
   */
  push(direction: 'up' | 'down', ticks: number): void {
    const eaten = direction === 'up' ? this.book.ask : this.book.bid;
    const following = this.book.opposite(eaten);
    const aim = this.behind(eaten, eaten.bestTick, ticks);
    while (eaten.indexOf(aim) > eaten.best) this.take(eaten, Infinity);
    for (let left = ticks; left > 0; left--) {
      const tick = this.behind(following, following.bestTick, -1);
      this.refill(following, tick, this.book.sizes.draw() + this.book.sizes.draw());
    }
  }

  /** Pushes as far as it takes for the mid to reach `midTicks`; not at all when it is there. */
  pushTo(direction: 'up' | 'down', midTicks: number): void {
    const missing = midTicks - this.midTicks;
    const ticks = Math.ceil(direction === 'up' ? missing : -missing);
    if (ticks > 0) this.push(direction, ticks);
  }
}

export function rounded(value: number, decimals: number): number {
  return Number(value.toFixed(decimals));
}
