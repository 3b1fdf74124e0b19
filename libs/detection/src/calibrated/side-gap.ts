import { MICROS_PER_SECOND } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type CalibratedSettings } from './calibrated-settings.js';
import { type SideAnalysis } from './instrument-analysis.js';
import { QuantityHabit } from './quantity-habit.js';

/** What ended a gap, or that it goes on. */
export type GapState = 'NONE' | 'OPEN' | 'REFILLED' | 'MOVED_ON';

/**
 * One side's best level on its way through a gap. Volume that comes back at the standing price had been
 * withdrawn; a price that moves on had been consumed.
 */
export class SideGap {
  sinceMicros = NaN;
  sinceSequence = 0;
  /** Volume before the collapse, and the most that stood there since. */
  volumeBefore = 0;
  mostVolume = 0;
  /** What stands there now. */
  volumeAfter = 0;
  /** Others' orders remain, and what left is a quantity that was added on this side lately: quoting, no gap. */
  quoted = false;
  readonly #habit = new QuantityHabit();
  /**
   * The best level is nearly empty at `tinyOfMedian` of its median volume, after it held `normalOfMedian` of it at
   * the same price one row before; it is no longer empty at `filledOfMedian`.
   */
  readonly #settings: CalibratedSettings['LIQUIDITY_GAP'];
  /** `tinyOfMedian`, which every row asks for: a number of its own is read without a look at the settings' shape. */
  #tinyOfMedian = 0;

  constructor(readonly analysis: SideAnalysis) {
    this.#settings = analysis.settings.LIQUIDITY_GAP;
    this.retune();
  }

  /** The settings were changed in place. */
  retune(): void {
    this.#tinyOfMedian = this.#settings.tinyOfMedian;
  }

  get open(): boolean {
    return !Number.isNaN(this.sinceMicros);
  }

  follow(view: BookView): GapState {
    const { side, baseline } = this.analysis;
    const volume = view.rows[view.offset + side.volume];
    if (this.analysis.difference.count > 0) this.#noteAdditions(view);
    if (this.open) return this.#goOn(volume, view);
    if (!(volume <= this.#tinyOfMedian * baseline.medianBest) || !this.#collapsed(view)) return 'NONE';
    this.sinceMicros = view.tsMicros;
    this.sinceSequence = view.sequence;
    this.volumeBefore = view.previous[side.volume];
    this.mostVolume = volume;
    this.quoted = volume > 0 && this.#wasQuoted(this.volumeBefore - volume, view.tsMicros);
    return 'OPEN';
  }

  clear(): void {
    this.sinceMicros = NaN;
  }

  #goOn(volume: number, view: BookView): GapState {
    this.volumeAfter = volume;
    if (!(volume > this.#settings.filledOfMedian * this.analysis.baseline.medianBest)) {
      this.mostVolume = Math.max(this.mostVolume, volume);
      return 'OPEN';
    }
    return this.#samePrice(view) ? 'REFILLED' : 'MOVED_ON';
  }

  #noteAdditions({ tsMicros }: BookView): void {
    const { count, before, after } = this.analysis.difference;
    for (let i = 0; i < count; i++) {
      if (after[i] > before[i]) this.#habit.note(after[i] - before[i], tsMicros);
    }
  }

  #wasQuoted(quantity: number, tsMicros: number): boolean {
    const since = tsMicros - this.#settings.quotedSeconds * MICROS_PER_SECOND;
    return this.#habit.lastMicros(quantity) >= since;
  }

  /** The same price held a normal volume a row ago: a small order inside the spread is no gap. */
  #collapsed(view: BookView): boolean {
    const { side, baseline } = this.analysis;
    return (
      view.hasPrevious &&
      this.#samePrice(view) &&
      view.previous[side.volume] >= this.#settings.normalOfMedian * baseline.medianBest
    );
  }

  #samePrice(view: BookView): boolean {
    const { price } = this.analysis.side;
    return view.previous[price] === view.rows[view.offset + price];
  }
}
