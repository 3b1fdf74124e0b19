import {
  TRADE_AGGRESSOR,
  TRADE_PRICE,
  TRADE_SIZE,
  TRADE_STRIDE,
  TRADE_TS,
  type TradeColumns,
} from '@genesis/market';
import { AggressorSign } from './aggressor-sign.js';
import { effectiveSpread } from './effective-spread.js';
import {
  EFFECTIVE_SPREAD,
  REALISED_SPREAD,
  SIGNED_TRADE_VOLUME,
  TRADE_VOLUME,
  VPIN,
} from './feature-layout.js';
import { RealisedSpread } from './realised-spread.js';
import { Vpin } from './vpin.js';

/**
 * The features that need trades. Volumes are those of the row (0 without trades); VPIN and the two spreads keep
 * their last value until a trade changes it, NaN before the first.
 */
export class TradeFeatures {
  readonly #aggressor = new AggressorSign();
  readonly #vpin = new Vpin();
  readonly #realisedSpread = new RealisedSpread();
  #effectiveSpread = NaN;
  #signedVolume = 0;
  #volume = 0;

  /** `midBefore` is the mid that prevailed when the row's trades happened: that of the row before. */
  update(
    trades: TradeColumns,
    from: number,
    to: number,
    midBefore: number,
    tsMicros: number,
    mid: number,
  ): void {
    this.#signedVolume = 0;
    this.#volume = 0;
    for (let trade = from; trade < to; trade++) {
      this.#take(trades.values, trade * TRADE_STRIDE, midBefore);
    }
    this.#realisedSpread.settle(tsMicros, midBefore, mid);
  }

  write(features: Float64Array, at: number): void {
    features[at + SIGNED_TRADE_VOLUME] = this.#signedVolume;
    features[at + TRADE_VOLUME] = this.#volume;
    features[at + VPIN] = this.#vpin.value;
    features[at + EFFECTIVE_SPREAD] = this.#effectiveSpread;
    features[at + REALISED_SPREAD] = this.#realisedSpread.value;
  }

  /** Forgets all but the volume of VPIN's bucket. */
  reset(): void {
    this.#aggressor.reset();
    this.#vpin.resetWindow();
    this.#realisedSpread.reset();
    this.#effectiveSpread = NaN;
  }

  #take(values: Float64Array, at: number, midBefore: number): void {
    const price = values[at + TRADE_PRICE];
    const size = values[at + TRADE_SIZE];
    const sign = this.#aggressor.of(price, midBefore, values[at + TRADE_AGGRESSOR]);
    this.#signedVolume += sign * size;
    this.#volume += size;
    this.#vpin.add(size, sign);
    this.#realisedSpread.add(values[at + TRADE_TS], price, sign);
    const paid = effectiveSpread(sign, price, midBefore);
    if (!Number.isNaN(paid)) this.#effectiveSpread = paid;
  }
}
