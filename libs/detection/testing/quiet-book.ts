import {
  ASK_PRICE,
  ASK_VOLUME,
  BID_PRICE,
  BID_VOLUME,
  LEVELS,
  ROW_STRIDE,
  seededRandom,
  type RandomSource,
  type Side,
} from '@genesis/market';
import { type ShownTrade } from './row-view.js';

const TICKS_PER_UNIT = 100;
const MEDIAN_VOLUME = 200;
/** Standard deviation of log volume between prices, and of one price around its own volume. */
const BETWEEN_PRICES = 0.4;
const AROUND_PRICE = 0.1;

export type BookSideName = Exclude<Side, 'both'>;

/** One side: what stands at each price by itself, and what a script laid over it. Prices in ticks. */
class QuietSide {
  readonly orders = new Map<number, number>();
  readonly fixed = new Map<number, number>();
  share: (level: number) => number = () => 1;
  readonly #usual = new Map<number, number>();
  readonly #now = new Map<number, number>();

  constructor(
    readonly outward: -1 | 1,
    public best: number,
    readonly random: RandomSource,
  ) {}

  volumeAt(ticks: number): number {
    const fixed = this.fixed.get(ticks);
    if (fixed !== undefined) return fixed;
    const level = this.outward * (ticks - this.best);
    const own = level < 0 ? 0 : Math.max(1, Math.round(this.share(level) * this.#quietVolume(ticks)));
    return own + (this.orders.get(ticks) ?? 0);
  }

  /** Price in ticks of the innermost volume. */
  get innermost(): number {
    const laid = [...this.orders.keys(), ...this.fixed.keys()].filter((ticks) => this.volumeAt(ticks) > 0);
    return [this.best, ...laid].reduce((a, b) => (this.outward * (b - a) < 0 ? b : a));
  }

  stir(level: number): void {
    const ticks = this.best + this.outward * level;
    const usual = this.#usualVolume(ticks);
    this.#now.set(ticks, Math.max(1, Math.round(usual * Math.exp(AROUND_PRICE * normal(this.random)))));
  }

  #quietVolume(ticks: number): number {
    return this.#now.get(ticks) ?? Math.round(this.#usualVolume(ticks));
  }

  #usualVolume(ticks: number): number {
    const known = this.#usual.get(ticks);
    if (known !== undefined) return known;
    const volume = MEDIAN_VOLUME * Math.exp(BETWEEN_PRICES * normal(this.random));
    this.#usual.set(ticks, volume);
    return volume;
  }
}

/**
 * A ten-level book with a tick of 0.01 and lognormal volumes, at which nothing happens but small changes of single
 * levels; what a script adds stands on top. Bid 100.00, ask 100.02 at first.
 */
export class QuietBook {
  /** Shown with the next row. */
  trades: ShownTrade[] = [];
  readonly #random: RandomSource;
  readonly #bid: QuietSide;
  readonly #ask: QuietSide;

  constructor(seed: number) {
    this.#random = seededRandom(seed);
    this.#bid = new QuietSide(-1, 10_000, this.#random);
    this.#ask = new QuietSide(1, 10_002, this.#random);
  }

  /** A small change of one of the ten levels of a side. */
  stir(): void {
    const side = this.#random() < 0.5 ? this.#bid : this.#ask;
    side.stir(Math.floor(this.#random() * LEVELS));
  }

  add(side: BookSideName, price: number, quantity: number): this {
    const { orders } = this.#side(side);
    orders.set(ticksOf(price), (orders.get(ticksOf(price)) ?? 0) + quantity);
    return this;
  }

  remove(side: BookSideName, price: number, quantity: number): this {
    return this.add(side, price, -quantity);
  }

  /** Exactly this volume stands at the price until it is released; 0 for none. */
  fix(side: BookSideName, price: number, volume: number): this {
    this.#side(side).fixed.set(ticksOf(price), volume);
    return this;
  }

  release(side: BookSideName, price: number): this {
    this.#side(side).fixed.delete(ticksOf(price));
    return this;
  }

  /** The side's own volumes become this share of what they are, by level from the best (0) on; 1 to restore. */
  scale(side: BookSideName, share: number | ((level: number) => number)): this {
    this.#side(side).share = typeof share === 'number' ? () => share : share;
    return this;
  }

  /** Moves best quotes by ticks: both, or those of one side. */
  move(ticks: number, side: Side = 'both'): this {
    if (side !== 'ask') this.#bid.best += ticks;
    if (side !== 'bid') this.#ask.best += ticks;
    return this;
  }

  trade(price: number, size: number): this {
    this.trades.push({ price, size });
    return this;
  }

  /** Price of a quiet level, 0 = best. */
  priceAt(side: BookSideName, level: number): number {
    const { best, outward } = this.#side(side);
    return (best + outward * level) / TICKS_PER_UNIT;
  }

  /** The book as a snapshot row without its time. */
  row(): Float64Array {
    const row = new Float64Array(ROW_STRIDE);
    writeSide(this.#bid, row, BID_PRICE, BID_VOLUME);
    writeSide(this.#ask, row, ASK_PRICE, ASK_VOLUME);
    return row;
  }

  #side(side: BookSideName): QuietSide {
    return side === 'bid' ? this.#bid : this.#ask;
  }
}

function writeSide(side: QuietSide, row: Float64Array, prices: number, volumes: number): void {
  let level = 0;
  for (let ticks = side.innermost; level < LEVELS; ticks += side.outward) {
    const volume = side.volumeAt(ticks);
    if (volume <= 0) continue;
    row[prices + level] = ticks / TICKS_PER_UNIT;
    row[volumes + level] = volume;
    level++;
  }
}

function ticksOf(price: number): number {
  return Math.round(price * TICKS_PER_UNIT);
}

/** Box–Muller. */
function normal(random: RandomSource): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
