import { MID_PRICE, SPREAD } from '@genesis/analytics';
import { ASK_PRICE, BID_PRICE, type Side } from '@genesis/market';
import { type BookView } from '../book-view.js';
import { sideOf } from '../book-side.js';
import { type DetectorDescription } from '../detection-profile.js';
import { type Detection, type RaiseDetection } from '../detection.js';
import { detectionOfRow, readable } from './seed-detection.js';
import { SeedDetector } from './seed-detector.js';

const MAX_SPREAD_OF_MID = 0.1;

/** WIDE_SPREAD: the spread is more than a tenth of the mid price; the side that moved away is named. */
export class WideSpreadDetector extends SeedDetector {
  readonly description: DetectorDescription = {
    type: 'WIDE_SPREAD',
    description: 'The spread is more than 10 % of the mid price.',
    source: 'Regulation (EU) 2016/522 Annex II section 1 6(c); data quality',
    settings: { max_spread_of_mid: MAX_SPREAD_OF_MID },
  };
  /** The last quotes that were not wide; NaN before any. */
  #bestBid = NaN;
  #bestAsk = NaN;

  observe(view: BookView, raise: RaiseDetection): boolean {
    const spread = view.features[view.featureOffset + SPREAD];
    const mid = view.features[view.featureOffset + MID_PRICE];
    const bid = view.rows[view.offset + BID_PRICE];
    const ask = view.rows[view.offset + ASK_PRICE];
    if (Number.isNaN(spread)) return false;
    if (spread <= MAX_SPREAD_OF_MID * mid) {
      this.#bestBid = bid;
      this.#bestAsk = ask;
      return false;
    }
    raise(describe(view, this.#movedSide(bid, ask), spread, mid));
    return true;
  }

  override resetWindows(): void {
    this.#bestBid = NaN;
    this.#bestAsk = NaN;
  }

  /** Both where the quotes before are unknown. */
  #movedSide(bid: number, ask: number): Side {
    return sideOf(!(bid >= this.#bestBid), !(ask <= this.#bestAsk)) ?? 'both';
  }
}

function describe(view: BookView, side: Side, spread: number, mid: number): Detection {
  const share = spread / mid;
  return detectionOfRow(view, {
    type: 'WIDE_SPREAD',
    side,
    severity: 'HIGH',
    price: null,
    message: `Wide spread: ${readable(spread)} around a mid price of ${readable(mid)} is ${(100 * share).toFixed(1)} %, more than ${100 * MAX_SPREAD_OF_MID} %.`,
    counterfactual: `Would not have fired with a spread of at most ${readable(MAX_SPREAD_OF_MID * mid)}.`,
    factors: [
      {
        name: 'spread_of_mid',
        value: share,
        baseline: null,
        threshold: MAX_SPREAD_OF_MID,
        unit: 'share of mid price',
      },
    ],
  });
}
