import { type ProfileName } from '@genesis/contracts';
import { MICROS_PER_SECOND, PreviousRow, type TradeColumns } from '@genesis/market';
import { BookFeatures } from './book-features.js';
import { type FeatureEngine, type FeatureEngineFactory } from './feature-engine.js';
import { OrderFlowImbalance } from './order-flow-imbalance.js';
import { RealisedVolatility } from './realised-volatility.js';
import { SpreadZScore } from './spread-z-score.js';
import { TradeFeatures } from './trade-features.js';
import { UpdateRate } from './update-rate.js';
import { WindowDecay } from './window-decay.js';

// As in snapshot-layout.ts and feature-layout.ts: constants of this file are folded into the code, imported ones are
// loaded at each use.
const TS = 0;
const SPREAD = 0;
const MID_PRICE = 1;
const OFI = 5;
const MULTI_LEVEL_OFI = 6;
const REALISED_VOLATILITY = 9;
const SPREAD_Z_SCORE = 10;
const UPDATE_RATE = 11;

/** All features of one instrument, in the order of feature-layout.ts. */
class DefaultFeatureEngine implements FeatureEngine {
  readonly #book: BookFeatures;
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
  /** The row before, where the caller has none. */
  #own: PreviousRow | null = null;

  constructor(profile: ProfileName) {
    this.#book = new BookFeatures(profile);
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
    given?: PreviousRow,
  ): void {
    const previous = given ?? this.#compared(rows, offset);
    const tsMicros = rows[offset + TS];
    this.#book.describe(rows, offset, previous, features, at);
    const mid = features[at + MID_PRICE];
    const flow = this.#orderFlow;
    flow.update(rows, offset, previous);
    features[at + OFI] = flow.touch;
    features[at + MULTI_LEVEL_OFI] = flow.multiLevel;
    if (this.#hasPrevious) this.#describeActivity(tsMicros, features, at);
    else this.#startActivity(features, at);
    this.#trades.update(trades, tradeFrom, tradeTo, this.#midPrice, tsMicros, mid);
    this.#trades.write(features, at);
    this.#tsMicros = tsMicros;
    this.#midPrice = mid;
    this.#hasPrevious = true;
    this.#own?.keep(rows, offset);
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

  #compared(rows: Float64Array, offset: number): PreviousRow {
    const own = (this.#own ??= new PreviousRow());
    own.compare(rows, offset);
    return own;
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
