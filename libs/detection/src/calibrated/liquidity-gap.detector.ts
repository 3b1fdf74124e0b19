import { MICROS_PER_SECOND, type Side } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type Detection, type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { sideOf } from '../book-side.js';
import { type TunableDetector, warmUpStatus } from './calibrated-detector.js';
import { type CalibratedSettings } from './calibrated-settings.js';
import { type InstrumentAnalysis } from './instrument-analysis.js';
import { type Rarity, RarityBar } from './rarity-bar.js';
import { rarityClause, rarityFactor } from './rarity-factor.js';
import { assess } from './severity-score.js';
import { type GapState, SideGap } from './side-gap.js';
import { round } from './round.js';

/**
 * LIQUIDITY_GAP: the volume at the best price collapses to next to nothing, stays away, and comes back at that
 * price: it had been withdrawn. A best level that is thin by nature, or new, or that was consumed (the price
 * moves on), is none; nor is an order that is quoted again and again beside a small one.
 */
export class LiquidityGapDetector implements TunableDetector {
  readonly type = 'LIQUIDITY_GAP';
  readonly #bid: SideGap;
  readonly #ask: SideGap;
  readonly #bar: RarityBar;
  readonly #settings: CalibratedSettings['LIQUIDITY_GAP'];
  #holdMicros = 0;
  /** A gap that nothing ends is raised after this long. */
  #longMicros = 0;

  constructor(readonly analysis: InstrumentAnalysis) {
    const settings = analysis.settings.LIQUIDITY_GAP;
    this.#settings = settings;
    this.#bar = new RarityBar(Math.log(settings.minFall), settings);
    this.#holdMicros = settings.minHoldSeconds * MICROS_PER_SECOND;
    this.#longMicros = settings.longSeconds * MICROS_PER_SECOND;
    this.#bid = new SideGap(analysis.bid);
    this.#ask = new SideGap(analysis.ask);
  }

  observe(view: BookView, raise: RaiseDetection): boolean {
    const bidState = this.#bid.follow(view);
    const askState = this.#ask.follow(view);
    // Nearly every row.
    if (bidState === 'NONE' && askState === 'NONE') return false;
    const bid = this.#ended(this.#bid, bidState, view.tsMicros);
    const ask = this.#ended(this.#ask, askState, view.tsMicros);
    const side = sideOf(bid, ask);
    if (side !== null) this.#judge(side, view, raise);
    return this.analysis.warm && (this.#bid.open || this.#ask.open || side !== null);
  }

  status(): DetectorStatus {
    return warmUpStatus(this.analysis);
  }

  retune(): void {
    const settings = this.#settings;
    this.#bar.retune(Math.log(settings.minFall));
    this.#holdMicros = settings.minHoldSeconds * MICROS_PER_SECOND;
    this.#longMicros = settings.longSeconds * MICROS_PER_SECOND;
    this.#bid.retune();
    this.#ask.retune();
  }

  resetWindows(): void {
    this.#bid.clear();
    this.#ask.clear();
  }

  /** True for a gap that ended as one, or has lasted long enough; what ended otherwise is forgotten. */
  #ended(gap: SideGap, state: GapState, tsMicros: number): boolean {
    const held = tsMicros - gap.sinceMicros;
    const long = state === 'OPEN' && held >= this.#longMicros;
    const refilled = state === 'REFILLED' && held >= this.#holdMicros;
    if ((long || refilled) && !gap.quoted) return true;
    if (long || state === 'REFILLED' || state === 'MOVED_ON') gap.clear();
    return false;
  }

  #judge(side: Side, view: BookView, raise: RaiseDetection): void {
    const gap = side === 'ask' ? this.#ask : this.#bid;
    const statistic = this.#strength(gap, view.tsMicros);
    const { tsMicros } = view;
    const rarity = this.#bar.weigh(statistic, this.analysis.watchedMicros(tsMicros));
    if (this.analysis.warm && statistic >= rarity.required) raise(this.#detection(side, gap, rarity, view));
    if (side !== 'ask') this.#bid.clear();
    if (side !== 'bid') this.#ask.clear();
  }

  /**
   * ln of how far the volume fell, and of how long it stayed away; less where another volume came back: what had
   * been withdrawn comes back as it was, what was consumed is replaced by something else.
   */
  #strength({ volumeBefore, mostVolume, volumeAfter, sinceMicros }: SideGap, tsMicros: number): number {
    const fell = volumeBefore / Math.max(mostVolume, volumeBefore / 1000);
    const unlike = volumeAfter > mostVolume ? Math.min(1, Math.abs(Math.log(volumeAfter / volumeBefore))) : 0;
    const held = (tsMicros - sinceMicros) / this.#holdMicros;
    return Math.log(fell) + Math.log(held) / 2 - this.#settings.unlikeDiscount * unlike;
  }

  #detection(side: Side, gap: SideGap, rarity: Rarity, view: BookView): Detection {
    const median = gap.analysis.baseline.medianBest;
    const { tinyOfMedian, minHoldSeconds } = this.#settings;
    const seconds = round((view.tsMicros - gap.sinceMicros) / MICROS_PER_SECOND);
    const factors = [
      {
        name: 'best_level_volume',
        value: gap.mostVolume,
        baseline: round(median),
        threshold: round(tinyOfMedian * median),
        weight: 0.7,
        unit: 'volume',
        excess: 1 - gap.mostVolume / median / tinyOfMedian,
      },
      {
        name: 'duration',
        value: seconds,
        baseline: null,
        threshold: minHoldSeconds,
        weight: 0.3,
        unit: 's',
        excess: Math.log(seconds / minHoldSeconds),
      },
      rarityFactor(rarity),
    ];
    return {
      type: this.type,
      side,
      ...assess(factors),
      tsMicros: view.tsMicros,
      sequence: view.sequence,
      eventTimeMicros: view.tsMicros,
      price: null,
      message: `best ${side === 'both' ? 'bid and ask' : side} fell from ${gap.volumeBefore} to at most ${gap.mostVolume} for ${seconds} s (median ${round(median)})`,
      counterfactual: `would not have fired with more than ${round(tinyOfMedian * median)} at the best price, or for less than ${minHoldSeconds} s${rarityClause(rarity)}`,
      fromMicros: gap.sinceMicros,
      fromSequence: gap.sinceSequence,
    };
  }
}
