import { type ProfileName } from '@genesis/contracts';
import {
  ASK_VOLUME,
  BID_VOLUME,
  MICROS_PER_SECOND,
  TickEstimator,
  TS,
  type TradeColumns,
} from '@genesis/market';
import { depthImbalance } from './depth-imbalance.js';
import { type FeatureEngine, type FeatureEngineFactory } from './feature-engine.js';
import {
  ASK_DEPTH,
  BID_DEPTH,
  MICRO_PRICE,
  MID_PRICE,
  MULTI_LEVEL_OFI,
  OBI,
  OFI,
  REALISED_VOLATILITY,
  SPREAD,
  SPREAD_Z_SCORE,
  UPDATE_RATE,
  WEIGHTED_OBI,
} from './feature-layout.js';
import { levelWeightedImbalance } from './level-weighted-imbalance.js';
import { microPrice } from './micro-price.js';
import { midPrice } from './mid-price.js';
import { OrderFlowImbalance } from './order-flow-imbalance.js';
import { RealisedVolatility } from './realised-volatility.js';
import { sideDepth } from './side-depth.js';
import { spread } from './spread.js';
import { SpreadZScore } from './spread-z-score.js';
import { tickWeightedImbalance } from './tick-weighted-imbalance.js';
import { TradeFeatures } from './trade-features.js';
import { UpdateRate } from './update-rate.js';
import { WindowDecay } from './window-decay.js';

/** All features of one instrument, in the order of feature-layout.ts. */
class DefaultFeatureEngine implements FeatureEngine {
  readonly #ticks = new TickEstimator();
  readonly #orderFlow = new OrderFlowImbalance();
  readonly #volatility = new RealisedVolatility();
  readonly #spreadZScore = new SpreadZScore();
  readonly #updateRate = new UpdateRate();
  readonly #trades = new TradeFeatures();
  readonly #decay: WindowDecay;
  #hasPrevious = false;
  /** Of the row before. */
  #tsMicros = 0;
  #midPrice = NaN;

  constructor(readonly profile: ProfileName) {
    this.#decay = new WindowDecay(profile);
  }

  update(
    rows: Float64Array,
    offset: number,
    trades: TradeColumns,
    tradeFrom: number,
    tradeTo: number,
    features: Float64Array,
    at: number,
  ): void {
    const tsMicros = rows[offset + TS];
    const mid = midPrice(rows, offset);
    features[at + MID_PRICE] = mid;
    this.#describeBook(rows, offset, features, at);
    this.#describeFlow(rows, offset, features, at);
    if (this.#hasPrevious) this.#describeActivity(tsMicros, features, at);
    else this.#startActivity(features, at);
    this.#trades.update(trades, tradeFrom, tradeTo, this.#midPrice, tsMicros, mid);
    this.#trades.write(features, at);
    this.#tsMicros = tsMicros;
    this.#midPrice = mid;
    this.#hasPrevious = true;
  }

  /** The learnt tick and VPIN's bucket stay: a gap in time does not change them. */
  reset(): void {
    this.#volatility.reset();
    this.#spreadZScore.reset();
    this.#updateRate.reset();
    this.#orderFlow.reset();
    this.#trades.reset();
    this.#hasPrevious = false;
    this.#midPrice = NaN;
  }

  #describeBook(rows: Float64Array, offset: number, features: Float64Array, at: number): void {
    const bidDepth = sideDepth(rows, offset + BID_VOLUME);
    const askDepth = sideDepth(rows, offset + ASK_VOLUME);
    features[at + SPREAD] = spread(rows, offset);
    features[at + MICRO_PRICE] = microPrice(rows, offset);
    features[at + OBI] = depthImbalance(bidDepth, askDepth);
    features[at + WEIGHTED_OBI] = this.#weightedImbalance(rows, offset);
    features[at + BID_DEPTH] = bidDepth;
    features[at + ASK_DEPTH] = askDepth;
  }

  #weightedImbalance(rows: Float64Array, offset: number): number {
    if (this.profile === 'seed') return levelWeightedImbalance(rows, offset);
    this.#ticks.observe(rows, offset);
    return tickWeightedImbalance(rows, offset, 1 / this.#ticks.tick);
  }

  #describeFlow(rows: Float64Array, offset: number, features: Float64Array, at: number): void {
    const flow = this.#orderFlow;
    flow.update(rows, offset);
    features[at + OFI] = flow.touch;
    features[at + MULTI_LEVEL_OFI] = flow.multiLevel;
  }

  #startActivity(features: Float64Array, at: number): void {
    this.#volatility.start(features[at + MID_PRICE]);
    this.#spreadZScore.start(features[at + SPREAD]);
    features[at + REALISED_VOLATILITY] = NaN;
    features[at + UPDATE_RATE] = NaN;
    features[at + SPREAD_Z_SCORE] = NaN;
  }

  #describeActivity(tsMicros: number, features: Float64Array, at: number): void {
    const seconds = (tsMicros - this.#tsMicros) / MICROS_PER_SECOND;
    this.#decay.elapse(seconds);
    const { short, long } = this.#decay;
    features[at + REALISED_VOLATILITY] = this.#volatility.update(features[at + MID_PRICE], seconds, short);
    features[at + UPDATE_RATE] = this.#updateRate.update(seconds, short);
    features[at + SPREAD_Z_SCORE] = this.#spreadZScore.update(features[at + SPREAD], 1 - long);
  }
}

export const createFeatureEngine: FeatureEngineFactory = (profile) => new DefaultFeatureEngine(profile);
