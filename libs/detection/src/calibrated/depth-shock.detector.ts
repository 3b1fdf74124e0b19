import { MICROS_PER_MILLISECOND, MICROS_PER_SECOND, type Side } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { BookHistory } from './book-history.js';
import { type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { sideOf } from './book-side.js';
import { type CalibratedDetector, warmUpStatus } from './calibrated-detector.js';
import { type InstrumentAnalysis, type SideAnalysis } from './instrument-analysis.js';
import { severityOf, severityScore } from './severity-score.js';
import { SideDifference } from './side-difference.js';
import { round } from './withdrawal-detection.js';

const MIN_DROP = 0.3;
/** Breadth: this share of the levels that can shrink did, and at least so many of them. */
const MIN_BREADTH = 0.6;
const MIN_LEVELS = 4;
const WINDOW_MICROS = 500 * MICROS_PER_MILLISECOND;
/** One shock, one alert: the book needs this long to be a book again. */
const REFRACTORY_MICROS = 5 * MICROS_PER_SECOND;

class SideShock {
  readonly difference: SideDifference;
  lastMicros = -Infinity;
  drop = 0;
  breadth = 0;

  constructor(readonly analysis: SideAnalysis) {
    this.difference = new SideDifference(analysis.side);
  }

  /** Did most of what stood in the reference book lose volume? */
  compare(reference: Float64Array, view: BookView, lot: number): boolean {
    const { difference } = this;
    difference.compare(reference, 0, view.rows, view.offset, lot);
    this.drop = difference.drop;
    this.breadth = difference.shrunk / Math.max(1, difference.shrinkable);
    return this.drop >= MIN_DROP && this.breadth >= MIN_BREADTH && difference.shrunk >= MIN_LEVELS;
  }
}

/**
 * DEPTH_SHOCK: a side suddenly loses depth over prices that both books show, and most of its levels take part.
 * A level pushed out of view is no loss, a single large order that leaves is no shock.
 */
export class DepthShockDetector implements CalibratedDetector {
  readonly type = 'DEPTH_SHOCK';
  readonly #history = new BookHistory(WINDOW_MICROS);
  readonly #bid: SideShock;
  readonly #ask: SideShock;

  constructor(readonly analysis: InstrumentAnalysis) {
    this.#bid = new SideShock(analysis.bid);
    this.#ask = new SideShock(analysis.ask);
  }

  observe(view: BookView, raise: RaiseDetection): boolean {
    const bid = this.#shocked(this.#bid, view);
    const ask = this.#shocked(this.#ask, view);
    this.#history.note(view);
    const side = sideOf(bid, ask);
    if (side === null || !this.analysis.warm) return false;
    if (bid) this.#bid.lastMicros = view.tsMicros;
    if (ask) this.#ask.lastMicros = view.tsMicros;
    raise(this.#detection(side, bid ? this.#bid : this.#ask, view));
    return true;
  }

  advance(): void {
    // Decided on the row itself: nothing waits for time to pass.
  }

  status(): DetectorStatus {
    return warmUpStatus(this.analysis);
  }

  resetWindows(): void {
    this.#history.clear();
  }

  /** Looks only at a row in which the side itself lost volume. */
  #shocked(shock: SideShock, view: BookView): boolean {
    const { difference } = shock.analysis;
    if (difference.count === 0 || difference.depthAfter >= difference.depthBefore) return false;
    if (view.tsMicros - shock.lastMicros < REFRACTORY_MICROS) return false;
    const { lot } = this.analysis;
    const reference = this.#history.asOf(view.tsMicros - WINDOW_MICROS);
    if (reference !== null && shock.compare(reference, view, lot)) return true;
    return view.hasPrevious && shock.compare(view.previous, view, lot);
  }

  #detection(side: Side, shock: SideShock, view: BookView): Parameters<RaiseDetection>[0] {
    const factors = [
      {
        name: 'depth_drop',
        value: round(shock.drop),
        baseline: 0,
        threshold: MIN_DROP,
        weight: 0.6,
        unit: 'share',
        excess: (shock.drop - MIN_DROP) / 0.2,
      },
      {
        name: 'breadth',
        value: round(shock.breadth),
        baseline: null,
        threshold: MIN_BREADTH,
        weight: 0.5,
        unit: 'share of levels',
        excess: (shock.breadth - MIN_BREADTH) / 0.2,
      },
    ];
    const score = severityScore(factors);
    return {
      type: this.type,
      side,
      severity: severityOf(score),
      score,
      tsMicros: view.tsMicros,
      sequence: view.sequence,
      eventTimeMicros: view.tsMicros,
      price: null,
      message: `${side === 'both' ? 'both sides' : `the ${side} side`} lost ${Math.round(100 * shock.drop)} % of the volume over the prices in view within ${WINDOW_MICROS / MICROS_PER_SECOND} s, ${shock.difference.shrunk} of ${shock.difference.shrinkable} levels shrank`,
      counterfactual: `would not have fired with a loss under ${100 * MIN_DROP} % or with fewer than ${100 * MIN_BREADTH} % of the levels taking part`,
      factors: factors.map(({ excess: _excess, ...factor }) => factor),
      fromMicros: view.tsMicros - WINDOW_MICROS,
      fromSequence: view.previousSequence,
    };
  }
}
