import { MICROS_PER_SECOND, type RandomSource } from '@genesis/market';
import { type BookSide, type HalfBook } from './half-book.js';
import { type MarketMood } from './phases.js';
import { type SimulatedBook } from './simulated-book.js';

/**
 * Intensities per unit of model time, in orders. The form is that of Cont, Stoikov and Talreja, "A Stochastic
 * Model for Order Book Dynamics", Operations Research 58 (2010): limit orders arrive i ticks from the opposite
 * best at k/i^α, market orders at μ, and each order that rests is cancelled at θ. Constants are ours: flatter and
 * fuller than their Tokyo stock, because ten levels without holes are wanted.
 */
export const FLOW_CONSTANTS = { k: 1.92, alpha: 0.35, mu: 3, theta: 0.32, farthestTicks: 24 } as const;

/** Snapshots per unit of model time, over all phases: events beyond the tenth level give none. Measured. */
const SNAPSHOTS_PER_UNIT = 49;
const DISTANCE_TABLE_SIZE = 4096;
/** How much of a full lean shows in the takers' choice of side. */
const LEAN_WEIGHT = 0.6;
/**
 * Share of the takers who fit their order to the best queue and empty it, as most orders that move a price do
 * (Farmer, Gillemot, Lillo, Mike, Sen, "What really causes large price changes?", Quantitative Finance 4, 2004).
 */
const EMPTYING_SHARE = 0.35;

export type FlowKind = 'limit' | 'cancel' | 'market';

/** Holds back events of the crowd while an episode needs it; what is not admitted does not happen. */
export interface FlowGate {
  /** `side` is the side of the book that the event changes, `tick` where. */
  admits(kind: FlowKind, side: BookSide, tick: number): boolean;
}

/** The crowd: zero-intelligence limit orders, market orders and cancellations, one event at a time. */
export class OrderFlowModel {
  /** Multiplies the arrival of everything, for bursts. */
  pace = 1;
  gate: FlowGate | null = null;
  readonly #distances = new Uint8Array(DISTANCE_TABLE_SIZE);
  readonly #limitIntensity: number;
  readonly #unitMicros: number;

  /** `snapshotsPerSecond` is what the stream shows on average; events come faster, as some are not seen. */
  constructor(
    readonly book: SimulatedBook,
    readonly mood: MarketMood,
    readonly random: RandomSource,
    snapshotsPerSecond: number,
  ) {
    this.#limitIntensity = fillDistances(this.#distances);
    this.#unitMicros = (SNAPSHOTS_PER_UNIT * MICROS_PER_SECOND) / snapshotsPerSecond;
  }

  /** Lays the book that the intensities lead to: λ(i)/θ orders at distance i. */
  openBook(openingBid: number): void {
    const { k, alpha, theta, farthestTicks } = FLOW_CONSTANTS;
    const { bid, ask } = this.book;
    for (let distance = 1; distance <= farthestTicks; distance++) {
      const orders = Math.max(1, Math.round((k * distance ** -alpha) / theta));
      for (let order = 0; order < orders; order++) {
        ask.add(openingBid + distance, this.book.sizes.draw());
        bid.add(openingBid + 1 - distance, this.book.sizes.draw());
      }
    }
  }

  /** Exponential waiting time until the crowd's next event, at least a microsecond. */
  drawWaitMicros(): number {
    const { limit, cancel, market, speed } = this.mood.profile;
    const resting = this.book.bid.orderCount + this.book.ask.orderCount;
    const intensity =
      2 * limit * this.#limitIntensity +
      2 * market * FLOW_CONSTANTS.mu +
      cancel * FLOW_CONSTANTS.theta * resting;
    const units = -Math.log(1 - this.random()) / (intensity * speed * this.pace);
    return Math.max(1, Math.round(units * this.#unitMicros));
  }

  /** Lets one event happen, drawn in proportion to the intensities. */
  step(nowMicros: number): void {
    const { limit, cancel, market } = this.mood.profile;
    const { bid, ask } = this.book;
    const limits = 2 * limit * this.#limitIntensity;
    const markets = 2 * market * FLOW_CONSTANTS.mu;
    const perOrder = cancel * FLOW_CONSTANTS.theta;
    let drawn = this.random() * (limits + markets + perOrder * (bid.orderCount + ask.orderCount));
    if (drawn < limits) return this.#placeLimit(drawn * 2 < limits ? bid : ask);
    if ((drawn -= limits) < markets) return this.#executeMarket(drawn / markets, nowMicros);
    const order = Math.floor((drawn - markets) / perOrder);
    if (order < bid.orderCount) this.#cancel(bid, order);
    else this.#cancel(ask, Math.min(order - bid.orderCount, ask.orderCount - 1));
  }

  #placeLimit(half: HalfBook): void {
    const distance = this.#distances[(this.random() * DISTANCE_TABLE_SIZE) | 0];
    const opposite = this.book.opposite(half).bestTick;
    const tick = half === this.book.ask ? opposite + distance : opposite - distance;
    if (this.gate !== null && !this.gate.admits('limit', half.side, tick)) return;
    half.add(tick, this.book.sizes.draw());
  }

  /** Takers rarely walk the book: an order is cut at the best queue. */
  #executeMarket(uniform: number, nowMicros: number): void {
    const half = uniform < 0.5 + 0.5 * LEAN_WEIGHT * this.mood.lean ? this.book.ask : this.book.bid;
    if (this.gate !== null && !this.gate.admits('market', half.side, half.bestTick)) return;
    this.book.take(half, this.#drawTakenLots(half), nowMicros);
  }

  /** Infinity when the queue is emptied, by intent or for the crumbs that would be left. */
  #drawTakenLots(half: HalfBook): number {
    const wanted = this.book.sizes.draw();
    const empties =
      this.random() < EMPTYING_SHARE || half.lots[half.best] - wanted < this.book.sizes.crumbLots;
    // Nobody's order is as large as an agent's wall: that is eaten piece by piece.
    return empties && half.own[half.best] === 0 ? Infinity : wanted;
  }

  #cancel(half: HalfBook, order: number): void {
    const index = half.queueOfOrder(order);
    if (this.gate !== null && !this.gate.admits('cancel', half.side, half.tickAt(index))) return;
    half.cancelOne(index, this.random());
    this.book.replenish(half);
  }
}

/** Fills the inverse of the arrival distribution over distances; returns the arrivals of one side together. */
function fillDistances(table: Uint8Array): number {
  const { k, alpha, farthestTicks } = FLOW_CONSTANTS;
  const rates = Array.from({ length: farthestTicks }, (_, i) => k * (i + 1) ** -alpha);
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  let distance = 1;
  let reached = rates[0];
  for (let entry = 0; entry < table.length; entry++) {
    while ((entry + 0.5) / table.length > reached / total) reached += rates[distance++];
    table[entry] = distance;
  }
  return total;
}
