import { LEVELS, type Side } from '@genesis/market';
import { type DecimalGrid } from './decimal-grid.js';

export type BookSide = Exclude<Side, 'both'>;

/** Ticks that one side keeps at a time; what is further out than that is forgotten. */
const WINDOW_TICKS = 1024;
const CENTRE = 256;
const NEAREST_BEST = 32;
const FARTHEST_BEST = 768;

/**
 * One side of a book, a queue per price tick. Inside, ticks are indexed outwards: a smaller index is a better
 * price on either side, so that bids and asks share every line of this file.
 *
 * A queue knows how many orders stand in it and their lots together, not each order: orders of one queue are
 * exchangeable. Lots of the episodes' agents (`own`) are kept apart, behind the crowd's, because the crowd never
 * cancels them.
 */
export class HalfBook {
  readonly orders = new Int32Array(WINDOW_TICKS);
  readonly lots = new Float64Array(WINDOW_TICKS);
  readonly own = new Float64Array(WINDOW_TICKS);
  /** Index of the best tick that holds anything; `WINDOW_TICKS` while the side is empty. */
  best = WINDOW_TICKS;
  /** Orders of the crowd on this side. */
  orderCount = 0;
  /** Ticks that hold anything. */
  occupied = 0;
  /** Whether the ten levels shown differ from those published last. */
  changed = true;
  /** How many ticks further out than it stands this side is shown, see WIDE_SPREAD. */
  displacementTicks = 0;
  /** Outermost index among the ten levels published last. */
  lastShown = WINDOW_TICKS;
  readonly #direction: 1 | -1;
  #base: number;

  constructor(
    readonly side: BookSide,
    openingTick: number,
  ) {
    this.#direction = side === 'ask' ? 1 : -1;
    this.#base = this.#direction * openingTick - CENTRE;
  }

  indexOf(tick: number): number {
    return this.#direction * tick - this.#base;
  }

  tickAt(index: number): number {
    return this.#direction * (index + this.#base);
  }

  get bestTick(): number {
    return this.tickAt(this.best);
  }

  isOccupied(index: number): boolean {
    return this.orders[index] > 0 || this.own[index] > 0;
  }

  /** All that is shown at a tick, in lots; 0 outside the window. */
  lotsAt(tick: number): number {
    const index = this.indexOf(tick);
    return index < 0 || index >= WINDOW_TICKS ? 0 : this.lots[index] + this.own[index];
  }

  /** Orders of the crowd at a tick; 0 outside the window. */
  ordersAt(tick: number): number {
    const index = this.indexOf(tick);
    return index < 0 || index >= WINDOW_TICKS ? 0 : this.orders[index];
  }

  /** Adds `orders` orders of the crowd with `lots` lots together (0 lots: a price shown with nothing behind it). */
  add(tick: number, lots: number, orders = 1): void {
    const index = this.#reach(tick);
    if (index < 0) return;
    this.#occupy(index);
    this.orders[index] += orders;
    this.lots[index] += lots;
    this.orderCount += orders;
    this.#touch(index);
  }

  addOwn(tick: number, lots: number): void {
    const index = this.#reach(tick);
    if (index < 0) return;
    this.#occupy(index);
    this.own[index] += lots;
    this.#touch(index);
  }

  /** Takes up to `lots` of the agents' lots at a tick away; returns how many it took. */
  removeOwn(tick: number, lots: number): number {
    const index = this.indexOf(tick);
    if (index < 0 || index >= WINDOW_TICKS) return 0;
    const removed = Math.min(lots, this.own[index]);
    if (removed === 0) return 0;
    this.own[index] -= removed;
    this.#touch(index);
    this.#vacate(index);
    return removed;
  }

  /** One order of the queue leaves: about its share of the lots, varied by `chance` in [0, 1). */
  cancelOne(index: number, chance: number): void {
    const count = this.orders[index];
    const queued = this.lots[index];
    const share = Math.round((queued / count) * (0.5 + chance));
    const leaving = count === 1 ? queued : Math.max(1, Math.min(share, queued - count + 1));
    this.setQueue(index, queued - leaving, count - 1);
  }

  /** Leaves `lots` lots of the crowd in a queue that holds more, in as many orders as is their share. */
  shrinkTo(index: number, lots: number): void {
    const orders = Math.ceil((this.orders[index] * lots) / this.lots[index]);
    this.setQueue(index, lots, Math.max(1, orders));
  }

  setQueue(index: number, lots: number, orders: number): void {
    this.orderCount += orders - this.orders[index];
    this.lots[index] = lots;
    this.orders[index] = orders;
    this.#touch(index);
    this.#vacate(index);
  }

  /** Executes up to `lots` at the best tick, the crowd's first; returns what was executed. */
  executeBest(lots: number): number {
    const index = this.best;
    const queued = this.lots[index];
    const fromCrowd = Math.min(lots, queued);
    const fromOwn = Math.min(lots - fromCrowd, this.own[index]);
    const left = queued - fromCrowd;
    this.own[index] -= fromOwn;
    this.setQueue(index, left, left === 0 ? 0 : Math.ceil((this.orders[index] * left) / queued));
    return fromCrowd + fromOwn;
  }

  /** Index of the queue that holds the `n`-th order of the crowd (from 0), counted outwards from the best. */
  queueOfOrder(n: number): number {
    let index = this.best;
    for (let before = n; (before -= this.orders[index]) >= 0;) index++;
    return index;
  }

  /** Index of the level shown as number `level` (from 0); `WINDOW_TICKS` where there is none. */
  indexOfLevel(level: number): number {
    let index = this.best;
    for (let left = level; index < WINDOW_TICKS; index++) if (this.isOccupied(index) && left-- === 0) break;
    return index;
  }

  /** Writes the ten best levels into a snapshot row; levels that do not exist become NaN and 0. */
  publish(
    row: Float64Array,
    priceAt: number,
    volumeAt: number,
    prices: DecimalGrid,
    volumes: DecimalGrid,
  ): void {
    const { orders, lots, own } = this;
    const direction = this.#direction;
    const shift = this.#base + this.displacementTicks;
    let level = 0;
    let index = this.best;
    for (; level < LEVELS && index < WINDOW_TICKS; index++) {
      if (orders[index] === 0 && own[index] === 0) continue;
      row[priceAt + level] = (direction * (index + shift) * prices.numerator) / prices.denominator;
      row[volumeAt + level] = ((lots[index] + own[index]) * volumes.numerator) / volumes.denominator;
      level++;
    }
    this.lastShown = level === LEVELS ? index - 1 : WINDOW_TICKS;
    for (; level < LEVELS; level++) {
      row[priceAt + level] = NaN;
      row[volumeAt + level] = 0;
    }
    this.changed = false;
  }

  /** Shows the side `ticks` further out, or where it stands again with 0. */
  displace(ticks: number): void {
    this.displacementTicks = ticks;
    this.changed = true;
  }

  /** The tick's index, the window moved along if need be; -1 for one too far out to matter. */
  #reach(tick: number): number {
    const index = this.indexOf(tick);
    if (index >= NEAREST_BEST && this.best <= FARTHEST_BEST) return index < WINDOW_TICKS ? index : -1;
    this.#recentre(Math.min(index, this.best));
    const moved = this.indexOf(tick);
    return moved < WINDOW_TICKS ? moved : -1;
  }

  #recentre(newBest: number): void {
    const shift = newBest - CENTRE;
    for (const queue of [this.orders, this.lots, this.own]) shiftQueues(queue, shift);
    this.#base += shift;
    this.best = this.best === WINDOW_TICKS ? WINDOW_TICKS : Math.min(WINDOW_TICKS, this.best - shift);
    this.lastShown = this.lastShown === WINDOW_TICKS ? WINDOW_TICKS : this.lastShown - shift;
    this.orderCount = this.orders.reduce((sum, count) => sum + count, 0);
    this.occupied = 0;
    for (let index = 0; index < WINDOW_TICKS; index++) if (this.isOccupied(index)) this.occupied++;
  }

  #occupy(index: number): void {
    if (!this.isOccupied(index)) this.occupied++;
    if (index < this.best) this.best = index;
  }

  #vacate(index: number): void {
    if (this.isOccupied(index)) return;
    this.occupied--;
    if (index !== this.best) return;
    while (this.best < WINDOW_TICKS && !this.isOccupied(this.best)) this.best++;
  }

  #touch(index: number): void {
    if (index <= this.lastShown) this.changed = true;
  }
}

/** Moves queues towards index 0 by `shift` (negative: away from it) and empties what comes in. */
function shiftQueues(queue: Int32Array | Float64Array, shift: number): void {
  if (shift > 0) {
    queue.copyWithin(0, shift);
    queue.fill(0, Math.max(0, queue.length - shift));
  } else {
    queue.copyWithin(-shift, 0);
    queue.fill(0, 0, -shift);
  }
}
