import { ASK_DEPTH, BID_DEPTH, OFI, REALISED_VOLATILITY, SPREAD, WEIGHTED_OBI } from '@genesis/analytics';
import { MICROS_PER_MILLISECOND, MICROS_PER_SECOND } from '@genesis/market';
import { AlertPressure } from './alert-pressure.js';
import {
  ALERT_PRESSURE,
  COORDINATES,
  IMBALANCE,
  LN_DEPTH,
  LN_FLOW,
  LN_SPREAD,
  LN_UPDATE_RATE,
  LN_VOLATILITY,
} from './regime-coordinates.js';

/** A regime lasts for minutes: rows in between keep it without a second look. */
const LOOK_EVERY_MICROS = 250 * MICROS_PER_MILLISECOND;
/** τ of the means. The volatility comes as a mean over ten seconds and is taken as it is. */
const MEAN_TAU_SECONDS = 5;
/** A longer wait says no more than this: a value after a night is not the mean of the night. */
const LONGEST_WAIT_SECONDS = 1;
/** Below them a logarithm would make much of nothing. */
const LEAST_VOLATILITY = 1e-7;
const LEAST_FLOW = 1e-4;

/** Brings the features of one instrument's rows down to a few smoothed coordinates, four times a second of event time. */
export class RegimeObserver {
  /** Of the last look, laid out as in regime-coordinates.ts. Overwritten by `look`. */
  readonly coordinates = new Float64Array(COORDINATES);
  readonly pressure = new AlertPressure();
  #lookedAtMicros = -Infinity;
  #seconds = 0;
  #spread = NaN;
  #depth = NaN;
  #imbalance = NaN;
  #flow = NaN;
  #rate = NaN;
  /** Since the last look. */
  #flowSum = 0;
  #rows = 0;

  /** Event time since the look before, at most a second: the weight of this one. */
  get seconds(): number {
    return this.#seconds;
  }

  /** Counts a row in; true where a look is due. */
  due(features: Float64Array, at: number, tsMicros: number): boolean {
    const flow = features[at + OFI];
    this.#flowSum += flow < 0 ? -flow : flow;
    this.#rows++;
    return tsMicros - this.#lookedAtMicros >= LOOK_EVERY_MICROS;
  }

  /** Looks at a row; false where its coordinates are not known yet. */
  look(features: Float64Array, at: number, tsMicros: number): boolean {
    const wait = (tsMicros - this.#lookedAtMicros) / MICROS_PER_SECOND;
    this.#seconds = wait < LONGEST_WAIT_SECONDS ? wait : LONGEST_WAIT_SECONDS;
    this.#lookedAtMicros = tsMicros;
    this.#smooth(features, at, wait, 1 - Math.exp(-this.#seconds / MEAN_TAU_SECONDS));
    this.#flowSum = 0;
    this.#rows = 0;
    const { coordinates } = this;
    const volatility = features[at + REALISED_VOLATILITY];
    coordinates[LN_SPREAD] = Math.log(this.#spread);
    coordinates[LN_DEPTH] = Math.log(this.#depth);
    coordinates[LN_VOLATILITY] = Math.log(volatility < LEAST_VOLATILITY ? LEAST_VOLATILITY : volatility);
    coordinates[IMBALANCE] = this.#imbalance;
    coordinates[LN_FLOW] = Math.log(this.#flow + LEAST_FLOW);
    coordinates[LN_UPDATE_RATE] = Math.log(this.#rate);
    coordinates[ALERT_PRESSURE] = this.pressure.at(tsMicros);
    return this.#known();
  }

  /** After a gap: nothing of before is recent. */
  reset(): void {
    this.#lookedAtMicros = -Infinity;
    this.#spread = this.#depth = this.#imbalance = this.#flow = this.#rate = NaN;
    this.#flowSum = 0;
    this.#rows = 0;
    this.pressure.reset();
  }

  #smooth(features: Float64Array, at: number, wait: number, share: number): void {
    const depth = features[at + BID_DEPTH] + features[at + ASK_DEPTH];
    this.#spread = follow(this.#spread, features[at + SPREAD], share);
    this.#depth = follow(this.#depth, depth, share);
    this.#imbalance = follow(this.#imbalance, Math.abs(features[at + WEIGHTED_OBI]), share);
    // Before the first look there was no time to count in.
    this.#rate = follow(this.#rate, wait === Infinity ? NaN : this.#rows / wait, share);
    this.#flow = follow(this.#flow, this.#flowSum / (this.#rows * depth), share);
  }

  #known(): boolean {
    const { coordinates } = this;
    for (let d = 0; d < COORDINATES; d++) if (!Number.isFinite(coordinates[d])) return false;
    return true;
  }
}

/** The mean moved to a value by a share of the way. What is undefined (a side is empty) moves nothing. */
function follow(mean: number, value: number, share: number): number {
  if (!Number.isFinite(value)) return mean;
  return Number.isNaN(mean) ? value : mean + share * (value - mean);
}
