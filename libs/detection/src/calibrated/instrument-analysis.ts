import { LotEstimator, MICROS_PER_SECOND, TickEstimator } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { ASK, BID } from '../book-side.js';
import { CALIBRATED_SETTINGS, type CalibratedSettings } from './calibrated-settings.js';
import { ChurnStep } from './churn-step.js';
import { FeedPace } from './feed-pace.js';
import { SideChurn } from './side-churn.js';
import { SideDifference } from './side-difference.js';
import { SizeBaseline } from './size-baseline.js';

/** Baselines mean nothing before this many snapshots and this much event time. */
export const WARM_UP_SNAPSHOTS = 300;
export const WARM_UP_MICROS = 20 * MICROS_PER_SECOND;

/** One side of the book as the calibrated detectors see it. */
export class SideAnalysis {
  readonly difference: SideDifference;
  readonly baseline: SizeBaseline;
  readonly churn = new SideChurn();
  #afterMoveSeconds = 0;

  constructor(
    readonly side: typeof BID,
    readonly settings: CalibratedSettings,
    readonly pace: FeedPace = new FeedPace(),
  ) {
    this.difference = new SideDifference(side, settings.DEPTH_SHOCK.shrinkShare);
    this.baseline = new SizeBaseline(side);
    this.#afterMoveSeconds = settings.WITHDRAWAL.afterMoveSeconds;
  }

  /** For how long after a move of the touch an order counts as withdrawn with it. */
  get afterMoveMicros(): number {
    return this.pace.justNow(this.#afterMoveSeconds);
  }

  /** Takes the row in, after the detectors have judged it. */
  learn(view: BookView, step: ChurnStep): void {
    this.baseline.update(view.rows, view.offset, view.tsMicros);
    this.churn.learn(this.difference, view, step);
  }

  /** `settings` were changed in place. */
  retune(): void {
    this.difference.retune(this.settings.DEPTH_SHOCK.shrinkShare);
    this.#afterMoveSeconds = this.settings.WITHDRAWAL.afterMoveSeconds;
  }
}

/**
 * What the calibrated detectors share for one instrument, built once a row: the price-aligned difference to the
 * row before, the baselines, tick and lot, the pace of the feed.
 */
export class InstrumentAnalysis {
  readonly pace = new FeedPace();
  readonly bid: SideAnalysis;
  readonly ask: SideAnalysis;
  readonly sides: readonly [SideAnalysis, SideAnalysis];
  readonly #ticks = new TickEstimator();
  readonly #lots = new LotEstimator();
  readonly #step = new ChurnStep();
  /** Volume step; 0 until known, so that every level counts as larger than a lot. */
  lot = 0;
  snapshots = 0;
  #firstMicros = NaN;
  #lastMicros = NaN;
  /** Time that nobody watched: gaps in the stream, closed sessions. */
  #unwatchedMicros = 0;
  #interrupted = false;
  warm = false;

  constructor(readonly settings: CalibratedSettings = CALIBRATED_SETTINGS) {
    this.bid = new SideAnalysis(BID, settings, this.pace);
    this.ask = new SideAnalysis(ASK, settings, this.pace);
    this.sides = [this.bid, this.ask];
  }

  /** Price step; NaN until known. */
  get tick(): number {
    return this.#ticks.tick;
  }

  /** For how long the instrument has been watched at `tsMicros`, without gaps in the stream; 0 before its first row. */
  watchedMicros(tsMicros: number): number {
    const first = this.#firstMicros;
    return tsMicros > first ? tsMicros - first - this.#unwatchedMicros : 0;
  }

  /** There is a gap between the last row and the next. */
  resetWindows(): void {
    this.#interrupted = true;
  }

  /** `settings` were changed in place; baselines and warm-up stay. */
  retune(): void {
    for (const side of this.sides) side.retune();
  }

  /** Call before the detectors; baselines and churn take the row in with `learn` after them. */
  update(view: BookView): void {
    this.#ticks.observe(view.rows, view.offset);
    this.#lots.observe(view.rows, view.offset);
    if (this.#lots.lot > 0) this.lot = this.#lots.lot;
    this.#clock(view.tsMicros);
    this.#countWarmUp(view.tsMicros);
    this.pace.note(view.tsMicros);
    const { bid, ask, lot } = this;
    if (!view.hasPrevious) {
      bid.difference.clear();
      ask.difference.clear();
      return;
    }
    const { previous, rows, offset, changes } = view;
    bid.difference.compareChanged(previous, rows, offset, changes.bidPrices, changes.bidVolumes, lot);
    ask.difference.compareChanged(previous, rows, offset, changes.askPrices, changes.askVolumes, lot);
  }

  learn(view: BookView): void {
    this.#step.windowMicros = this.bid.afterMoveMicros;
    this.#step.to(view);
    this.bid.learn(view, this.#step);
    this.ask.learn(view, this.#step);
  }

  #clock(tsMicros: number): void {
    if (this.#interrupted) this.#unwatchedMicros += tsMicros - this.#lastMicros;
    this.#interrupted = false;
    this.#lastMicros = tsMicros;
  }

  #countWarmUp(tsMicros: number): void {
    if (this.warm) return;
    if (Number.isNaN(this.#firstMicros)) this.#firstMicros = tsMicros;
    this.snapshots++;
    this.warm = this.snapshots >= WARM_UP_SNAPSHOTS && tsMicros - this.#firstMicros >= WARM_UP_MICROS;
  }
}
