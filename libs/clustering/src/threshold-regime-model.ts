import { REALISED_VOLATILITY, SPREAD } from '@genesis/analytics';
import { REGIMES } from '@genesis/contracts';
import { MICROS_PER_MILLISECOND, MICROS_PER_SECOND } from '@genesis/market';
import { RecentToUsual } from './recent-to-usual.js';
import { type RegimeClassifier, type RegimeIndex, type RegimeModel } from './regime-classifier.js';
import { thresholdRegimeSettings, type ThresholdRegimeSettings } from './threshold-regime-settings.js';

const CALM: RegimeIndex = REGIMES.indexOf('CALM');
const STRESSED: RegimeIndex = REGIMES.indexOf('STRESSED');

/** A regime lasts for seconds: rows in between keep it without a second look. */
const LOOK_EVERY_MICROS = 100 * MICROS_PER_MILLISECOND;
/** A longer silence teaches no more than this: one value after a night is not what is usual. */
const MAX_LEARNT_SECONDS = 10;

class ThresholdRegimeClassifier implements RegimeClassifier {
  readonly #volatility: RecentToUsual;
  readonly #spread: RecentToUsual;
  #regime = CALM;
  #lookedAtMicros = NaN;
  #switchedAtMicros = -Infinity;
  #learntSeconds = 0;

  constructor(readonly settings: ThresholdRegimeSettings) {
    const { recentTauSeconds, usualTauSeconds } = settings;
    this.#volatility = new RecentToUsual(recentTauSeconds, usualTauSeconds);
    this.#spread = new RecentToUsual(recentTauSeconds, usualTauSeconds);
  }

  classify(features: Float64Array, featureOffset: number, tsMicros: number): RegimeIndex {
    const silence = tsMicros - this.#lookedAtMicros;
    if (silence < LOOK_EVERY_MICROS) return this.#regime;
    this.#lookedAtMicros = tsMicros;
    if (Number.isNaN(silence)) return this.#regime;
    const seconds = Math.min(silence / MICROS_PER_SECOND, MAX_LEARNT_SECONDS);
    this.#learntSeconds += seconds;
    this.#volatility.learn(features[featureOffset + REALISED_VOLATILITY], seconds);
    this.#spread.learn(features[featureOffset + SPREAD], seconds);
    this.#decide(tsMicros);
    return this.#regime;
  }

  /** What is usual stays learnt. */
  reset(): void {
    this.#volatility.resetRecent();
    this.#spread.resetRecent();
    this.#regime = CALM;
    this.#lookedAtMicros = NaN;
    this.#switchedAtMicros = -Infinity;
  }

  #decide(tsMicros: number): void {
    const { warmUpSeconds, minimumDwellSeconds, exitShare } = this.settings;
    if (this.#learntSeconds < warmUpSeconds) return;
    if (tsMicros - this.#switchedAtMicros < minimumDwellSeconds * MICROS_PER_SECOND) return;
    const bound = this.#regime === STRESSED ? exitShare : 1;
    const next = this.#stress() >= bound ? STRESSED : CALM;
    if (next === this.#regime) return;
    this.#regime = next;
    this.#switchedAtMicros = tsMicros;
  }

  /** 1 where the first of the two ratios reaches its threshold. */
  #stress(): number {
    const { volatilityRatio, spreadRatio } = this.settings;
    return Math.max(this.#volatility.ratio / volatilityRatio, this.#spread.ratio / spreadRatio);
  }
}

/**
 * CALM or STRESSED from two thresholds: STRESSED when the realised volatility or the spread of the last seconds is
 * twice what is usual for the instrument (a mean over minutes), CALM again below 0.8 of that, and neither before a
 * shortest stay in event time has passed. CALM until enough time has been seen. The simple model that stands in until a trained one is put in; it never says the other two regimes.
 * @throws RangeError naming a setting that is out of bounds.
 */
export function thresholdRegimeModel(given: Partial<ThresholdRegimeSettings> = {}): RegimeModel {
  const settings = thresholdRegimeSettings(given);
  return { name: 'threshold', create: () => new ThresholdRegimeClassifier(settings) };
}
