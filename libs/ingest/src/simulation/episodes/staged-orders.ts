import { MICROS_PER_MILLISECOND } from '@genesis/market';
import { type EpisodeDesk, rounded } from '../episode-desk.js';
import { formatStamp } from '../../bytes/format-stamp.js';
import { type BookSide, type HalfBook } from '../half-book.js';
import { type FlowGate } from '../order-flow-model.js';
import { type EpisodeParams } from '../episode-label.js';

export const BOOK_SIDES: readonly BookSide[] = ['bid', 'ask'];

/** The labels promise that orders are still in view when they go: they go before the market has left them. */
const LAST_SAFE_LEVEL = 7;
const LOOK_MICROS = 40 * MICROS_PER_MILLISECOND;
/** Spread over the updates of a withdrawal; the labels promise 300 ms. */
const WITHDRAWAL_MILLIS = [30, 240] as const;

/** An order that an agent shows: where, and how many lots. */
export interface StagedOrder {
  readonly tick: number;
  readonly lots: number;
}

/** Takers do not trade against agents' orders of this side: a wall that stands frightens them off. */
export function shyTakers(half: HalfBook): FlowGate {
  return { admits: (kind, side) => kind !== 'market' || side !== half.side || half.own[half.best] === 0 };
}

export function place(half: HalfBook, orders: readonly StagedOrder[]): void {
  for (const { tick, lots } of orders) half.addOwn(tick, lots);
}

export function pricesAndSizes(desk: EpisodeDesk, orders: readonly StagedOrder[]): number[][] {
  return orders.map(({ tick, lots }) => [desk.price(tick), desk.volume(lots)]);
}

/** Waits while the orders rest; cut short when the market is about to leave the deepest one. */
export function* rest(
  desk: EpisodeDesk,
  half: HalfBook,
  orders: readonly StagedOrder[],
  micros: number,
): Generator<number, void, void> {
  const until = desk.nowMicros + micros;
  while (desk.nowMicros < until && deepestLevel(desk, half, orders) <= LAST_SAFE_LEVEL) {
    yield Math.min(LOOK_MICROS, until - desk.nowMicros);
  }
}

/** Takes all orders away in one to three updates; returns how. */
export function* withdraw(
  desk: EpisodeDesk,
  half: HalfBook,
  orders: readonly StagedOrder[],
): Generator<number, EpisodeParams, void> {
  const updates = desk.integer(1, 3);
  const began = desk.nowMicros;
  const pause = Math.round(desk.between(...WITHDRAWAL_MILLIS) * MICROS_PER_MILLISECOND);
  for (let update = 1; update <= updates; update++) {
    if (update > 1) yield Math.round(pause / (updates - 1));
    const last = update === updates;
    for (const { tick, lots } of orders) half.removeOwn(tick, last ? Infinity : Math.ceil(lots / updates));
  }
  return {
    withdrawn_in: updates,
    withdrawn_ms: rounded((desk.nowMicros - began) / MICROS_PER_MILLISECOND, 1),
  };
}

/** What the staged orders were for: a small order of the agent on the other side is executed at its best. */
export function fillOtherSide(desk: EpisodeDesk, half: HalfBook): EpisodeParams {
  const other = desk.book.opposite(half);
  const price = desk.price(other.bestTick);
  const filled = desk.take(other, desk.lotsOfMean(desk.between(0.2, 0.6)));
  return { other_side_fill: [price, desk.volume(filled)], filled_at: formatStamp(desk.nowMicros) };
}

function deepestLevel(desk: EpisodeDesk, half: HalfBook, orders: readonly StagedOrder[]): number {
  return orders.reduce((deepest, { tick }) => Math.max(deepest, desk.levelOf(half, tick)), 0);
}
