import { MICROS_PER_SECOND } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type CalibratedSettings } from './calibrated-settings.js';
import { type Birth, LargeOrder } from './large-order.js';
import { isMovedBook, isRelevelled } from './moved-book.js';
import { tradedAt } from './traded-at.js';
import { QuantityHabit } from './quantity-habit.js';
import { type SideAnalysis } from './instrument-analysis.js';
import { WatchedOrders } from './watched-orders.js';

/** Rounding must not take an order for out of the bounds that is just within them. */
const ALMOST = 1 - 1e-9;

/**
 * Watches large additions at a price and what becomes of them on one side. An order is known by its quantity:
 * what was added and what is taken away match. Keyed by price, so a level that moves through the ten shown is
 * the same; one that scrolls out of view sleeps, and nothing is concluded from that.
 */
export class LargeOrderTracker {
  /** Orders withdrawn and not yet judged, oldest first. */
  readonly pending: LargeOrder[] = [];
  readonly #watched = new WatchedOrders();
  /** Taken off `pending` a moment ago. */
  #taken: LargeOrder[] = [];
  readonly #habit = new QuantityHabit();

  readonly #settings: CalibratedSettings['WITHDRAWAL'];
  /** After a withdrawal this long is waited for what would explain it away. */
  #explanationMicros = 0;
  /** Withdrawals this close together are one act. */
  #togetherMicros = 0;
  /** When the time for explanations of the oldest pending act is over; Infinity while nothing is pending. */
  dueMicros = Infinity;
  /** The price of a pending order that lies nearest to the opposite side, times `outward`; Infinity for none. */
  #nearest = Infinity;
  /** Smaller quantities than this bring no pending order back; Infinity for none. */
  #leastRequoted = Infinity;
  /** When the settings were changed: nothing falls due before it any more. */
  #retunedMicros = -Infinity;

  constructor(readonly analysis: SideAnalysis) {
    const settings = analysis.settings.WITHDRAWAL;
    this.#settings = settings;
    this.#explanationMicros = settings.explanationSeconds * MICROS_PER_SECOND;
    this.#togetherMicros = settings.togetherSeconds * MICROS_PER_SECOND;
  }

  /** The settings were changed in place, at `tsMicros` of event time. */
  retune(tsMicros: number): void {
    this.#explanationMicros = this.#settings.explanationSeconds * MICROS_PER_SECOND;
    this.#togetherMicros = this.#settings.togetherSeconds * MICROS_PER_SECOND;
    this.#retunedMicros = tsMicros;
    this.#setDue();
    this.#setBounds();
  }

  /** Takes the row's differences in. */
  update(view: BookView): void {
    if (this.analysis.difference.count > 0) this.#take(view);
    if (this.pending.length > 0) this.#noteReached(view);
  }

  #take(view: BookView): void {
    const { count, price, before, after } = this.analysis.difference;
    // Falls first: what is quoted again in the same row explains them wherever it stands.
    for (let i = 0; i < count; i++) {
      if (after[i] < before[i] && this.#watched.mayStandAt(price[i])) this.#fall(i, view);
    }
    for (let i = 0; i < count; i++) {
      if (after[i] > before[i]) this.#rise(i, view);
    }
  }

  /** The oldest pending act: all orders withdrawn together with it, taken off the list. */
  takeDue(): LargeOrder[] {
    const { pending } = this;
    const first = pending[0].withdrawnMicros;
    const together = pending.findIndex((order) => order.withdrawnMicros > first + this.#togetherMicros);
    const due = pending.splice(0, together === -1 ? pending.length : together);
    this.#setDue();
    this.#setBounds();
    for (const order of due) order.requoted ||= this.#replacedBefore(order);
    const recent = this.#taken.filter((order) => order.withdrawnMicros >= first - 2 * this.#togetherMicros);
    this.#taken = [...recent, ...due];
    return due;
  }

  /** Orders withdrawn together with what was withdrawn at `tsMicros`, judged or not. */
  withdrawnAround(tsMicros: number): LargeOrder[] {
    return [...this.#taken, ...this.pending].filter(
      (order) => Math.abs(order.withdrawnMicros - tsMicros) <= this.#togetherMicros,
    );
  }

  reset(): void {
    this.pending.length = 0;
    this.#watched.clear();
    this.#taken.length = 0;
    this.#setDue();
    this.#setBounds();
  }

  #setDue(): void {
    if (this.pending.length === 0) {
      this.dueMicros = Infinity;
      return;
    }
    const due = this.pending[0].withdrawnMicros + this.#explanationMicros;
    // What a shorter time for explanations makes due in the past is due at the change.
    this.dueMicros = due > this.#retunedMicros ? due : this.#retunedMicros;
  }

  /** The same quantity was quoted elsewhere a moment before the order left, and stands there still: it was moved. */
  #replacedBefore({ price, quantity, bornMicros, withdrawnMicros }: LargeOrder): boolean {
    const since = Math.max(bornMicros, withdrawnMicros - this.#explanationMicros);
    const difference = this.#settings.requoteShare * quantity;
    return this.#watched.orders.some(
      (other) =>
        other.price !== price &&
        other.bornMicros > since &&
        other.bornMicros <= withdrawnMicros &&
        Math.abs(other.quantity - quantity) <= difference,
    );
  }

  #fall(change: number, view: BookView): void {
    const { difference } = this.analysis;
    const price = difference.price[change];
    const removed = difference.before[change] - difference.after[change];
    const waiting = this.pending.length;
    const { orders, prices } = this.#watched;
    for (let i = 0; i < orders.length; i++) {
      if (prices[i] !== price) continue;
      const order = orders[i];
      order.traded += tradedAt(price, view);
      if (order.fall(removed, difference.after[change], difference.levelBefore[change] === 0, view)) {
        this.#withdraw(order, view.tsMicros);
      }
    }
    if (this.pending.length > waiting) this.#watched.dropWithdrawn();
  }

  #withdraw(order: LargeOrder, tsMicros: number): void {
    const { churn, afterMoveMicros, pace } = this.analysis;
    order.afterMove = tsMicros - churn.movedMicros <= afterMoveMicros;
    order.movedShare = churn.movedShare;
    order.longRestMicros = pace.span(this.#settings.longRestSeconds, this.#settings.longRestRows);
    this.pending.push(order);
    if (this.pending.length === 1) this.#setDue();
    this.#bound(order);
  }

  /** Of orders pending: what is beyond the bounds concerns none of them. */
  #bound({ price, quantity }: LargeOrder): void {
    const { requoteShare } = this.#settings;
    this.#nearest = Math.min(this.#nearest, this.analysis.side.outward * price);
    this.#leastRequoted = Math.min(this.#leastRequoted, ALMOST * (1 - requoteShare) * quantity);
  }

  #setBounds(): void {
    this.#nearest = this.#leastRequoted = Infinity;
    for (const order of this.pending) this.#bound(order);
  }

  #rise(change: number, view: BookView): void {
    const { difference, baseline } = this.analysis;
    const added = difference.after[change] - difference.before[change];
    if (added >= this.#leastRequoted) this.#noteRequoted(added);
    const watchFrom = this.#settings.watchFromMeans * baseline.meanLevel;
    // Small quantities are not remembered: they would only push the large ones out.
    if (!(added >= watchFrom / 2)) return;
    const lastSeen = this.#habit.note(added, view.tsMicros);
    if (added < watchFrom || isMovedBook(this.analysis)) return;
    this.#watched.dropBornBefore(view.tsMicros - this.#settings.maxRestSeconds * MICROS_PER_SECOND);
    this.#watched.add(
      new LargeOrder(
        difference.price[change],
        added,
        added / baseline.meanLevel,
        view.tsMicros,
        view.sequence,
        view.tsMicros - lastSeen,
        this.#settings,
        this.#birth(difference.price[change], added, view),
      ),
    );
  }

  #noteRequoted(added: number): void {
    const { requoteShare } = this.#settings;
    for (const order of this.pending) {
      if (Math.abs(added - order.quantity) <= requoteShare * order.quantity) order.requoted = true;
    }
  }

  #birth(price: number, added: number, view: BookView): Birth {
    const { churn, side } = this.analysis;
    const { matchShare, mostMatchShare, matchChurn } = this.#settings;
    return {
      // Between the rows of a conflated feed others come and go at the same price.
      matchShare: Math.max(matchShare, Math.min(mostMatchShare, (matchChurn * churn.levelChange) / added)),
      relevelled: isRelevelled(this.analysis),
      atTouch: price === view.rows[view.offset + side.price],
    };
  }

  /** The opposite best quote at or through a withdrawn order's price: it was executed, not withdrawn. */
  #noteReached(view: BookView): void {
    const { side } = this.analysis;
    const oppositeBest = view.rows[view.offset + side.oppositePrice];
    if (!(side.outward * oppositeBest >= this.#nearest)) return;
    const lateSince = view.tsMicros - this.analysis.pace.justNow(this.#settings.reachedSeconds);
    for (const order of this.pending) {
      // An empty side (NaN) reaches nothing.
      if (!(side.outward * (oppositeBest - order.price) >= 0)) continue;
      // What stood behind others is not executed before they are: a price that comes there later was not his.
      if (order.atTouch || order.withdrawnMicros >= lateSince) order.reached = true;
    }
  }
}
