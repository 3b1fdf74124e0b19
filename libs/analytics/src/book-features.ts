import { type ProfileName } from '@genesis/contracts';
import { type PreviousRow, TickEstimator } from '@genesis/market';
import { depthImbalance } from './depth-imbalance.js';
import { levelWeightedImbalance } from './level-weighted-imbalance.js';
import { microPrice } from './micro-price.js';
import { midPrice } from './mid-price.js';
import { SideDepths } from './side-depths.js';
import { spread } from './spread.js';

// As in snapshot-layout.ts and feature-layout.ts: constants of this file are folded into the code, imported ones are
// loaded at each use.
const BID_PRICE = 1;
const BID_VOLUME = 11;
const ASK_PRICE = 21;
const ASK_VOLUME = 31;
const SPREAD = 0;
const MID_PRICE = 1;
const MICRO_PRICE = 2;
const OBI = 3;
const WEIGHTED_OBI = 4;
const BID_DEPTH = 7;
const ASK_DEPTH = 8;

/**
 * The features of the book as it stands. Sums over a side are kept from row to row and made anew when a level of
 * that side has changed: half of all rows change one side only.
 */
export class BookFeatures {
  readonly #ticks = new TickEstimator();
  #ticksPerUnit = NaN;
  readonly #bids = new SideDepths(BID_PRICE, BID_VOLUME);
  readonly #asks = new SideDepths(ASK_PRICE, ASK_VOLUME);
  #obi = 0;
  #weightedObi = 0;

  constructor(readonly profile: ProfileName) {}

  describe(
    rows: Float64Array,
    offset: number,
    previous: PreviousRow,
    features: Float64Array,
    at: number,
  ): void {
    const rescaled = this.profile !== 'seed' && this.#learnTick(rows, offset);
    const { bidPrices, askPrices } = previous;
    if (rescaled || bidPrices !== 0) this.#bids.weigh(rows, offset, -this.#ticksPerUnit);
    if (rescaled || askPrices !== 0) this.#asks.weigh(rows, offset, this.#ticksPerUnit);
    const bidsChanged = rescaled || (bidPrices | previous.bidVolumes) !== 0;
    const asksChanged = rescaled || (askPrices | previous.askVolumes) !== 0;
    if (bidsChanged) this.#bids.sum(rows, offset);
    if (asksChanged) this.#asks.sum(rows, offset);
    if (bidsChanged || asksChanged) this.#compareSides(rows, offset);
    features[at + SPREAD] = spread(rows, offset);
    features[at + MID_PRICE] = midPrice(rows, offset);
    features[at + MICRO_PRICE] = microPrice(rows, offset);
    features[at + OBI] = this.#obi;
    features[at + WEIGHTED_OBI] = this.#weightedObi;
    features[at + BID_DEPTH] = this.#bids.plain;
    features[at + ASK_DEPTH] = this.#asks.plain;
  }

  /** True where the tick is another one than before. */
  #learnTick(rows: Float64Array, offset: number): boolean {
    this.#ticks.observe(rows, offset);
    const ticksPerUnit = 1 / this.#ticks.tick;
    if (Object.is(ticksPerUnit, this.#ticksPerUnit)) return false;
    this.#ticksPerUnit = ticksPerUnit;
    return true;
  }

  #compareSides(rows: Float64Array, offset: number): void {
    const bids = this.#bids;
    const asks = this.#asks;
    this.#obi = depthImbalance(bids.plain, asks.plain);
    this.#weightedObi =
      this.profile === 'seed'
        ? levelWeightedImbalance(rows, offset)
        : depthImbalance(bids.weighted, asks.weighted);
  }
}
