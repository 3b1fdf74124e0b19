import { ASK_PRICE, BID_PRICE, MICROS_PER_MILLISECOND, MICROS_PER_SECOND } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { type CalibratedDetector, warmUpStatus } from './calibrated-detector.js';
import { type InstrumentAnalysis } from './instrument-analysis.js';
import { severityOf, severityScore } from './severity-score.js';
import { SignStepScale } from './sign-step-scale.js';
import { round } from './withdrawal-detection.js';

const GRAIN_MICROS = 100 * MICROS_PER_MILLISECOND;
const SLOTS = 128;
/** The run takes at most this long, and so does the way back. */
const MAX_RUN_MICROS = 4 * MICROS_PER_SECOND;
const MAX_BACK_MICROS = 5 * MICROS_PER_SECOND;
/** Moves are measured against the usual move over this horizon. */
const HORIZON_SLOTS = 20;
const MIN_SIGMAS = 6;
const MIN_RETRACED = 0.6;
const REFRACTORY_MICROS = 10 * MICROS_PER_SECOND;

/**
 * MOMENTUM_IGNITION: both best quotes run one way far beyond the usual move, and most of it comes back at once
 * (2016/522 Annex II s.1 4(e)). Raised when the reversal confirms it; a move that stays is news.
 */
export class MomentumIgnitionDetector implements CalibratedDetector {
  readonly type = 'MOMENTUM_IGNITION';
  readonly #bids = new Float64Array(SLOTS);
  readonly #asks = new Float64Array(SLOTS);
  readonly #times = new Float64Array(SLOTS).fill(NaN);
  readonly #sequences = new Float64Array(SLOTS);
  #newest = -1;
  #noted = 0;
  readonly #scale = new SignStepScale(1e-5, 0.005);
  #lastMicros = -Infinity;

  constructor(readonly analysis: InstrumentAnalysis) {}

  observe(view: BookView, raise: RaiseDetection): boolean {
    const bid = view.rows[view.offset + BID_PRICE];
    const ask = view.rows[view.offset + ASK_PRICE];
    if (!(bid > 0 && ask > 0)) return false;
    if (this.#newest >= 0 && view.tsMicros - this.#times[this.#newest] < GRAIN_MICROS) return false;
    this.#note(view, bid, ask);
    this.#learn();
    if (!this.analysis.warm || view.tsMicros - this.#lastMicros < REFRACTORY_MICROS) return false;
    return this.#look(view, 1, this.#bids, raise) || this.#look(view, -1, this.#asks, raise);
  }

  advance(): void {
    // Decided on the row itself: nothing waits for time to pass.
  }

  status(): DetectorStatus {
    return warmUpStatus(this.analysis);
  }

  resetWindows(): void {
    this.#times.fill(NaN);
    this.#newest = -1;
    this.#noted = 0;
  }

  #note(view: BookView, bid: number, ask: number): void {
    this.#newest = (this.#newest + 1) & (SLOTS - 1);
    this.#bids[this.#newest] = bid;
    this.#asks[this.#newest] = ask;
    this.#times[this.#newest] = view.tsMicros;
    this.#sequences[this.#newest] = view.sequence;
    this.#noted++;
  }

  /** The usual move: of the mid over the horizon, relative, sampled once per horizon. */
  #learn(): void {
    if (this.#noted % HORIZON_SLOTS !== 0) return;
    const then = (this.#newest - HORIZON_SLOTS + 1 + SLOTS) & (SLOTS - 1);
    if (Number.isNaN(this.#times[then])) return;
    const was = this.#bids[then] + this.#asks[then];
    this.#scale.observe((this.#bids[this.#newest] + this.#asks[this.#newest]) / was - 1);
  }

  /**
   * Walks back from now: the extreme of the slower quote is the turn (for an up-run the lower of the two moves
   * is the bid's at the top; a quote that alone jumps moves nothing).
   */
  #look(view: BookView, direction: 1 | -1, quotes: Float64Array, raise: RaiseDetection): boolean {
    const now = view.tsMicros;
    const here = quotes[this.#newest];
    let turn = this.#newest;
    let slot = this.#newest;
    for (let back = 0; back < SLOTS - 1; back++) {
      slot = (this.#newest - back) & (SLOTS - 1);
      if (!(now - this.#times[slot] <= MAX_BACK_MICROS)) break;
      if (direction * (quotes[slot] - quotes[turn]) > 0) turn = slot;
    }
    const start = this.#startOfRun(turn, direction);
    if (start < 0) return false;
    const run = Math.min(
      direction * (this.#bids[turn] - this.#bids[start]),
      direction * (this.#asks[turn] - this.#asks[start]),
    );
    const sigma = 1.4826 * Math.max(this.#scale.deviation, this.analysis.tick / (2 * here)) * here;
    const sigmas = run / sigma;
    const back = Math.min(
      direction * (this.#bids[turn] - this.#bids[this.#newest]),
      direction * (this.#asks[turn] - this.#asks[this.#newest]),
    );
    if (!(sigmas >= MIN_SIGMAS) || back < MIN_RETRACED * run) return false;
    this.#lastMicros = now;
    raise(this.#detection(view, direction, start, turn, sigmas, back / run, run));
    return true;
  }

  /** Where the quotes stood furthest on the other side within the time a run may take; -1 if not known. */
  #startOfRun(turn: number, direction: 1 | -1): number {
    let start = -1;
    for (let back = 1; back < SLOTS; back++) {
      const slot = (turn - back) & (SLOTS - 1);
      if (!(this.#times[turn] - this.#times[slot] <= MAX_RUN_MICROS) || slot === this.#newest) break;
      const level = this.#bids[slot] + this.#asks[slot];
      if (start < 0 || direction * (level - this.#bids[start] - this.#asks[start]) < 0) start = slot;
    }
    return start;
  }

  #detection(
    view: BookView,
    direction: 1 | -1,
    start: number,
    turn: number,
    sigmas: number,
    retraced: number,
    run: number,
  ): Parameters<RaiseDetection>[0] {
    const factors = [
      {
        name: 'run',
        value: round(sigmas),
        baseline: 1,
        threshold: MIN_SIGMAS,
        weight: 0.7,
        unit: 'usual 2 s moves',
        excess: sigmas / MIN_SIGMAS - 1,
      },
      {
        name: 'retraced',
        value: round(retraced),
        baseline: null,
        threshold: MIN_RETRACED,
        weight: 0.4,
        unit: 'share of the run',
        excess: (retraced - MIN_RETRACED) / 0.2,
      },
    ];
    const score = severityScore(factors);
    const seconds = (this.#times[turn] - this.#times[start]) / MICROS_PER_SECOND;
    return {
      type: this.type,
      side: direction > 0 ? 'bid' : 'ask',
      severity: severityOf(score),
      score,
      tsMicros: view.tsMicros,
      sequence: view.sequence,
      eventTimeMicros: view.tsMicros,
      price: null,
      message: `both best quotes ran ${direction > 0 ? 'up' : 'down'} by ${round(run)} in ${round(seconds)} s (${round(sigmas)} usual moves) and gave back ${Math.round(100 * retraced)} %`,
      counterfactual: `would not have fired below ${MIN_SIGMAS} usual moves or with less than ${100 * MIN_RETRACED} % given back`,
      factors: factors.map(({ excess: _excess, ...factor }) => factor),
      fromMicros: this.#times[start],
      fromSequence: this.#sequences[start],
    };
  }
}
