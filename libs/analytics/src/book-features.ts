import { type ProfileName } from '@genesis/contracts';
import { type PreviousRow, TickEstimator } from '@genesis/market';
import { depthImbalance } from './depth-imbalance.js';
import { levelWeightedImbalance } from './level-weighted-imbalance.js';
import { microPrice } from './micro-price.js';
import { midPrice } from './mid-price.js';
import { sideDepth } from './side-depth.js';
import { spread } from './spread.js';
import { tickWeightedDepth } from './tick-weighted-depth.js';

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
  #bidDepth = 0;
  #askDepth = 0;
  #obi = 0;
  #bidWeighted = 0;
  #askWeighted = 0;
  #weightedObi = 0;

  constructor(readonly profile: ProfileName) {}

  describe(
    rows: Float64Array,
    offset: number,
    previous: PreviousRow,
    features: Float64Array,
    at: number,
  ): void {
    const bidChanged = (previous.bidPrices | previous.bidVolumes) !== 0;
    const askChanged = (previous.askPrices | previous.askVolumes) !== 0;
    if (previous.bidVolumes !== 0) this.#bidDepth = sideDepth(rows, offset + BID_VOLUME);
    if (previous.askVolumes !== 0) this.#askDepth = sideDepth(rows, offset + ASK_VOLUME);
    if (bidChanged || askChanged) this.#obi = depthImbalance(this.#bidDepth, this.#askDepth);
    if (this.profile !== 'seed') this.#weighByTicks(rows, offset, bidChanged, askChanged);
    else if (bidChanged || askChanged) this.#weightedObi = levelWeightedImbalance(rows, offset);
    features[at + SPREAD] = spread(rows, offset);
    features[at + MID_PRICE] = midPrice(rows, offset);
    features[at + MICRO_PRICE] = microPrice(rows, offset);
    features[at + OBI] = this.#obi;
    features[at + WEIGHTED_OBI] = this.#weightedObi;
    features[at + BID_DEPTH] = this.#bidDepth;
    features[at + ASK_DEPTH] = this.#askDepth;
  }

  #weighByTicks(rows: Float64Array, offset: number, bidChanged: boolean, askChanged: boolean): void {
    this.#ticks.observe(rows, offset);
    const ticksPerUnit = 1 / this.#ticks.tick;
    const rescaled = !Object.is(ticksPerUnit, this.#ticksPerUnit);
    if (!rescaled && !bidChanged && !askChanged) return;
    this.#ticksPerUnit = ticksPerUnit;
    if (rescaled || bidChanged)
      this.#bidWeighted = tickWeightedDepth(rows, offset + BID_PRICE, offset + BID_VOLUME, -ticksPerUnit);
    if (rescaled || askChanged)
      this.#askWeighted = tickWeightedDepth(rows, offset + ASK_PRICE, offset + ASK_VOLUME, ticksPerUnit);
    this.#weightedObi = depthImbalance(this.#bidWeighted, this.#askWeighted);
  }
}
