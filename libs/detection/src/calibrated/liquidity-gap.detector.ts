import { type Side } from '@genesis/market';
import { MICROS_PER_MILLISECOND } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { sideOf } from './book-side.js';
import { type CalibratedDetector, warmUpStatus } from './calibrated-detector.js';
import { type InstrumentAnalysis, type SideAnalysis } from './instrument-analysis.js';
import { severityOf, severityScore } from './severity-score.js';
import { round } from './withdrawal-detection.js';

/** The best level is nearly empty at this share of its median, */
const TINY = 0.03;
/** after it held at least this share of it at the same price one row before, */
const NORMAL = 0.3;
/** and stays so for this long. */
const HOLD_MICROS = 450 * MICROS_PER_MILLISECOND;
const EXIT = 0.1;

/** One side's best level on its way through a gap. */
class SideGap {
  sinceMicros = NaN;
  sinceSequence = 0;
  raised = false;
  volumeBefore = 0;
  volume = 0;

  constructor(readonly analysis: SideAnalysis) {}

  /** True while the level is collapsed. */
  follow(view: BookView): boolean {
    const { side, baseline } = this.analysis;
    const volume = view.rows[view.offset + side.volume];
    const { medianBest } = baseline;
    if (!Number.isNaN(this.sinceMicros)) {
      if (volume > EXIT * medianBest) this.clear();
    } else if (volume <= TINY * medianBest && this.#collapsed(view)) {
      this.sinceMicros = view.tsMicros;
      this.sinceSequence = view.sequence;
      this.volumeBefore = view.previous[side.volume];
    }
    this.volume = volume;
    return !Number.isNaN(this.sinceMicros);
  }

  clear(): void {
    this.sinceMicros = NaN;
    this.raised = false;
  }

  /** The same price held a normal volume a row ago: a small order inside the spread is no gap. */
  #collapsed(view: BookView): boolean {
    const { side, baseline } = this.analysis;
    return (
      view.hasPrevious &&
      view.previous[side.price] === view.rows[view.offset + side.price] &&
      view.previous[side.volume] >= NORMAL * baseline.medianBest
    );
  }
}

/**
 * LIQUIDITY_GAP: the volume at the best price collapses to next to nothing and stays away, while the price
 * stands. A best level that is thin by nature, or new, is none.
 */
export class LiquidityGapDetector implements CalibratedDetector {
  readonly type = 'LIQUIDITY_GAP';
  readonly #bid: SideGap;
  readonly #ask: SideGap;

  constructor(readonly analysis: InstrumentAnalysis) {
    this.#bid = new SideGap(analysis.bid);
    this.#ask = new SideGap(analysis.ask);
  }

  observe(view: BookView, raise: RaiseDetection): boolean {
    this.advance(view.tsMicros, view.sequence, raise);
    const bid = this.#bid.follow(view);
    const ask = this.#ask.follow(view);
    return bid || ask;
  }

  advance(tsMicros: number, sequence: number, raise: RaiseDetection): void {
    const bid = due(this.#bid, tsMicros);
    const ask = due(this.#ask, tsMicros);
    const side = sideOf(bid, ask);
    if (side === null || !this.analysis.warm) return;
    if (bid) this.#bid.raised = true;
    if (ask) this.#ask.raised = true;
    raise(this.#detection(side, bid ? this.#bid : this.#ask, tsMicros, sequence));
  }

  status(): DetectorStatus {
    return warmUpStatus(this.analysis);
  }

  resetWindows(): void {
    this.#bid.clear();
    this.#ask.clear();
  }

  #detection(side: Side, gap: SideGap, tsMicros: number, sequence: number): Parameters<RaiseDetection>[0] {
    const median = gap.analysis.baseline.medianBest;
    const share = gap.volume / median;
    const factor = {
      name: 'best_level_volume',
      value: gap.volume,
      baseline: round(median),
      threshold: round(TINY * median),
      weight: 0.8,
      unit: 'volume',
    };
    const score = severityScore([{ ...factor, excess: 1 - share / TINY }]);
    return {
      type: this.type,
      side,
      severity: severityOf(score),
      score,
      tsMicros,
      sequence,
      eventTimeMicros: gap.sinceMicros,
      price: null,
      message: `best ${side === 'both' ? 'bid and ask' : side} fell from ${gap.volumeBefore} to ${gap.volume} and stayed there for ${HOLD_MICROS / 1e6} s (median ${round(median)})`,
      counterfactual: `would not have fired with more than ${round(TINY * median)} at the best price`,
      factors: [factor],
      fromMicros: gap.sinceMicros,
      fromSequence: gap.sinceSequence,
    };
  }
}

function due(gap: SideGap, tsMicros: number): boolean {
  return !gap.raised && tsMicros - gap.sinceMicros >= HOLD_MICROS;
}
