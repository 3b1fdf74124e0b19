import { MICROS_PER_SECOND, type Side } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { type TunableDetector, warmUpStatus } from './calibrated-detector.js';
import { type CalibratedSettings } from './calibrated-settings.js';
import { Cadence } from './cadence.js';
import { type InstrumentAnalysis } from './instrument-analysis.js';
import { RateWindow } from './rate-window.js';
import { ReturnCounter } from './return-counter.js';
import { assess } from './severity-score.js';
import { round } from './round.js';

/**
 * QUOTE_STUFFING: a burst of quotes that carries nothing, the side flipping between the same states (MAR
 * 12(2)(c)). A burst of news changes the book instead of returning to it.
 */
export class QuoteStuffingDetector implements TunableDetector {
  readonly type = 'QUOTE_STUFFING';
  readonly #rows = new RateWindow();
  readonly #cadence = new Cadence();
  readonly #bid: ReturnCounter;
  readonly #ask: ReturnCounter;
  #lastMicros = -Infinity;
  /** As in side-gap.ts. */
  #busyTimes = 0;
  /**
   * Updates of the last second must exceed the feed's own busy second (about its 99th percentile) `busyTimes`, and a share
   * `minReturnShare` of them must bring back a state that the side had a moment ago. Below `minBusyRate` updates in its
   * busy seconds a feed cannot show a burst.
   */
  readonly #settings: CalibratedSettings['QUOTE_STUFFING'];

  constructor(readonly analysis: InstrumentAnalysis) {
    this.#settings = analysis.settings.QUOTE_STUFFING;
    this.#bid = new ReturnCounter(analysis.bid);
    this.#ask = new ReturnCounter(analysis.ask);
    this.retune();
  }

  observe(view: BookView, raise: RaiseDetection): boolean {
    const rate = this.#rows.note(view);
    this.#cadence.note(view.tsMicros);
    const { bidPrices, bidVolumes, askPrices, askVolumes } = view.changes;
    if ((bidPrices | bidVolumes) !== 0) this.#bid.note(view);
    if ((askPrices | askVolumes) !== 0) this.#ask.note(view);
    const bar = this.#busyTimes * this.#rows.busy;
    if (rate < bar || !this.analysis.warm) return false;
    const { minReturnShare, minReturns, minBusyRate, refractorySeconds } = this.#settings;
    if (this.#rows.busy < minBusyRate || this.#cadence.fixed) return false;
    const bid = this.#bid.returns(view.tsMicros);
    const ask = this.#ask.returns(view.tsMicros);
    const most = Math.max(bid, ask);
    if (most < minReturns || most < minReturnShare * rate) return false;
    if (view.tsMicros - this.#lastMicros >= refractorySeconds * MICROS_PER_SECOND) {
      raise(this.#detection(view, bid >= ask ? 'bid' : 'ask', rate, bar, most));
    }
    this.#lastMicros = view.tsMicros;
    return true;
  }

  status(): DetectorStatus {
    const warm = warmUpStatus(this.analysis);
    if (warm.state === 'ACTIVE' && this.#rows.busy < this.#settings.minBusyRate) {
      return {
        state: 'NOT_OBSERVABLE',
        reason: `the feed shows at most ${round(this.#rows.busy)} updates a second; a burst cannot be told apart`,
      };
    }
    if (warm.state === 'ACTIVE' && this.#cadence.fixed) {
      return { state: 'NOT_OBSERVABLE', reason: 'the feed sends its snapshots at a fixed cadence' };
    }
    return warm;
  }

  retune(): void {
    this.#busyTimes = this.#settings.busyTimes;
  }

  resetWindows(): void {
    this.#rows.clear();
    this.#bid.clear();
    this.#ask.clear();
  }

  #detection(
    view: BookView,
    side: Side,
    rate: number,
    bar: number,
    returns: number,
  ): Parameters<RaiseDetection>[0] {
    const { minReturnShare } = this.#settings;
    const factors = [
      {
        name: 'updates_per_second',
        value: rate,
        baseline: round(this.#rows.busy),
        threshold: round(bar),
        weight: 0.6,
        unit: 'updates/s',
        excess: rate / bar - 1,
      },
      {
        name: 'returns_to_a_state',
        value: round(returns / rate),
        baseline: null,
        threshold: minReturnShare,
        weight: 0.6,
        unit: 'share of updates',
        excess: (returns / rate - minReturnShare) / 0.2,
      },
    ];
    return {
      type: this.type,
      side,
      ...assess(factors),
      tsMicros: view.tsMicros,
      sequence: view.sequence,
      eventTimeMicros: view.tsMicros,
      price: null,
      message: `${rate} updates within a second (busy seconds of this feed have ${round(this.#rows.busy)}), ${returns} of them returned the ${side} side to a state it had just left`,
      counterfactual: `would not have fired below ${round(bar)} updates a second or with under ${100 * minReturnShare} % returning`,
      fromMicros: view.tsMicros - MICROS_PER_SECOND,
      fromSequence: Math.max(1, view.sequence - rate),
    };
  }
}
