import { MICROS_PER_SECOND, type Side } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { sideOf } from '../book-side.js';
import { type TunableDetector, warmUpStatus } from './calibrated-detector.js';
import { describeDepthShock } from './depth-shock.detection.js';
import { type InstrumentAnalysis } from './instrument-analysis.js';
import { RarityBar } from './rarity-bar.js';
import { SideShock } from './side-shock.js';

/** Both sides at once are more than either. */
const BOTH_SIDES = 0.3;

/**
 * DEPTH_SHOCK: a side suddenly loses depth over prices that both books show, and most of its levels take part
 * and still stand. A level pushed out of view is no loss, a single large order that leaves is no shock, a book
 * that moves to other prices is none either.
 */
export class DepthShockDetector implements TunableDetector {
  readonly type = 'DEPTH_SHOCK';
  readonly #bid: SideShock;
  readonly #ask: SideShock;
  readonly #bar: RarityBar;
  /** One shock, one alert: the book needs this long to be a book again. */
  #refractoryMicros = 0;
  #lastMicros = -Infinity;
  /** Beginning of the shock that was counted last: one that takes several rows is one. */
  #countedMicros = -Infinity;

  constructor(readonly analysis: InstrumentAnalysis) {
    const settings = analysis.settings.DEPTH_SHOCK;
    this.#bar = new RarityBar(settings.minStrength, settings);
    this.#refractoryMicros = settings.refractorySeconds * MICROS_PER_SECOND;
    this.#bid = new SideShock(analysis.bid);
    this.#ask = new SideShock(analysis.ask);
  }

  observe(view: BookView, raise: RaiseDetection): boolean {
    // Nearly every row.
    if (!this.#bid.mayShock && !this.#ask.mayShock) return false;
    const bid = this.#bid.follow(view, this.analysis.lot);
    const ask = this.#ask.follow(view, this.analysis.lot);
    const side = sideOf(bid, ask);
    if (side === null) return false;
    const { tsMicros } = view;
    if (tsMicros - this.#lastMicros < this.#refractoryMicros) return false;
    const statistic = this.#statistic(side);
    const rarity = this.#bar.weigh(statistic, this.analysis.watchedMicros(tsMicros), this.#isNew(side));
    if (statistic < rarity.required || !this.analysis.warm) return false;
    this.#lastMicros = tsMicros;
    raise(describeDepthShock(side, side === 'ask' ? this.#ask : this.#bid, rarity, view));
    return true;
  }

  status(): DetectorStatus {
    const { bid, ask, warm, settings } = this.analysis;
    const { minLevels } = settings.DEPTH_SHOCK;
    const levels = Math.max(bid.baseline.mostLevels, ask.baseline.mostLevels);
    if (!warm || levels >= minLevels) return warmUpStatus(this.analysis);
    return {
      state: 'NOT_OBSERVABLE',
      reason: `the feed shows ${levels} levels a side; breadth needs ${minLevels}`,
    };
  }

  retune(): void {
    const settings = this.analysis.settings.DEPTH_SHOCK;
    this.#bar.retune(settings.minStrength);
    this.#refractoryMicros = settings.refractorySeconds * MICROS_PER_SECOND;
    this.#bid.retune();
    this.#ask.retune();
  }

  resetWindows(): void {
    this.#bid.clear();
    this.#ask.clear();
  }

  #isNew(side: Side): boolean {
    const { startMicros } = side === 'ask' ? this.#ask : this.#bid;
    const isNew = startMicros !== this.#countedMicros;
    this.#countedMicros = startMicros;
    return isNew;
  }

  #statistic(side: Side): number {
    if (side === 'bid') return this.#bid.strength;
    if (side === 'ask') return this.#ask.strength;
    return Math.max(this.#bid.strength, this.#ask.strength) + BOTH_SIDES;
  }
}
