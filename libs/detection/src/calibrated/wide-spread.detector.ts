import { ASK_PRICE, BID_PRICE, type Side } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { type Detection, type RaiseDetection } from '../detection.js';
import { type DetectorStatus } from '../detector.js';
import { sideOf } from '../book-side.js';
import { ACTIVE_STATUS, type TunableDetector } from './calibrated-detector.js';
import { CALIBRATED_SETTINGS, type CalibratedSettings } from './calibrated-settings.js';
import { round } from './round.js';
import { assess } from './severity-score.js';

/** In the masks of a row's changes. */
const BEST_LEVEL = 1;

/** WIDE_SPREAD: the spread exceeds a tenth of the mid price (data quality; 2016/522 Annex II s.1 6(c)). */
export class WideSpreadDetector implements TunableDetector {
  readonly type = 'WIDE_SPREAD';
  #on = false;
  /** Whether `#on` says what the best quotes of the row before are. */
  #judged = false;
  /** The last quotes that were not wide, to say which side moved. */
  #bestBid = NaN;
  #bestAsk = NaN;

  constructor(readonly settings: CalibratedSettings['WIDE_SPREAD'] = CALIBRATED_SETTINGS.WIDE_SPREAD) {}

  observe(view: BookView, raise: RaiseDetection): boolean {
    const { bidPrices, askPrices } = view.changes;
    if (!this.#judged || ((bidPrices | askPrices) & BEST_LEVEL) !== 0) this.#judge(view, raise);
    return this.#on;
  }

  status(): DetectorStatus {
    return ACTIVE_STATUS;
  }

  /** The quotes that stand are judged by the settings as they were changed. */
  retune(): void {
    this.#judged = false;
  }

  resetWindows(): void {
    this.#on = false;
    this.#judged = false;
  }

  #judge(view: BookView, raise: RaiseDetection): void {
    this.#judged = true;
    const bid = view.rows[view.offset + BID_PRICE];
    const ask = view.rows[view.offset + ASK_PRICE];
    const share = (2 * (ask - bid)) / (ask + bid);
    const { maxSpreadOfMid, exitShare } = this.settings;
    if (this.#on) {
      if (share <= exitShare * maxSpreadOfMid) this.#on = false;
    } else if (share > maxSpreadOfMid) {
      this.#on = true;
      raise(this.#detection(view, bid, ask, share));
    }
    if (!this.#on && share === share) {
      this.#bestBid = bid;
      this.#bestAsk = ask;
    }
  }

  #detection(view: BookView, bid: number, ask: number, share: number): Detection {
    const { maxSpreadOfMid } = this.settings;
    const factor = {
      name: 'spread_of_mid',
      value: round(share),
      baseline: null,
      threshold: maxSpreadOfMid,
      weight: 0.95,
      unit: 'share of mid price',
    };
    return {
      type: this.type,
      side: this.#movedSide(bid, ask),
      ...assess([{ ...factor, excess: share / maxSpreadOfMid }]),
      tsMicros: view.tsMicros,
      sequence: view.sequence,
      eventTimeMicros: view.tsMicros,
      price: null,
      message: `spread of ${(ask - bid).toPrecision(6)} between ${bid} and ${ask} is ${(100 * share).toFixed(1)} % of the mid price`,
      counterfactual: `would not have fired with a spread of at most ${100 * maxSpreadOfMid} % of the mid price`,
      fromMicros: view.tsMicros,
      fromSequence: view.sequence,
    };
  }

  /** The side whose best quote moved away by most of the new width; both if they share it. */
  #movedSide(bid: number, ask: number): Side {
    const bidMove = this.#bestBid - bid;
    const askMove = ask - this.#bestAsk;
    const all = Math.max(bidMove, 0) + Math.max(askMove, 0);
    if (!(all > 0)) return 'both';
    return sideOf(bidMove > 0.2 * all, askMove > 0.2 * all) ?? 'both';
  }
}
