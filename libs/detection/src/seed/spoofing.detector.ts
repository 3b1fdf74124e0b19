import { type BookView } from '../book-view.js';
import { ASK, BID, type BookSide } from '../book-side.js';
import { type DetectorDescription } from '../detection-profile.js';
import { type Detection, type RaiseDetection } from '../detection.js';
import { ALPHA, INITIAL_VOLUME, type AverageBestVolume } from './average-best-volume.js';
import { detectionOfChange, readable } from './seed-detection.js';
import { SeedDetector } from './seed-detector.js';

const LARGE_TIMES_AVERAGE = 2;
const SMALL_TIMES_AVERAGE = 0.2;
/** Currency units within which a price counts as the same. */
const SAME_PRICE = 0.001;

/** SPOOFING: a large best quote is all but gone one snapshot later, its price unchanged. */
export class SpoofingDetector extends SeedDetector {
  readonly description: DetectorDescription = {
    type: 'SPOOFING',
    description: 'A large volume at the best price is gone at the next snapshot, at the same price.',
    source: 'Regulation (EU) 2016/522 Annex II section 1 5(e); FINRA 5210.03; CEA 4c(a)(5)(C)',
    settings: {
      large_times_average: LARGE_TIMES_AVERAGE,
      small_times_average: SMALL_TIMES_AVERAGE,
      same_price: SAME_PRICE,
      average_alpha: ALPHA,
      average_initial_volume: INITIAL_VOLUME,
    },
  };

  constructor(readonly average: AverageBestVolume) {
    super();
  }

  observe(view: BookView, raise: RaiseDetection): boolean {
    if (!view.hasPrevious) return false;
    const bid = this.#observeSide(view, BID, raise);
    const ask = this.#observeSide(view, ASK, raise);
    return bid || ask;
  }

  #observeSide(view: BookView, side: BookSide, raise: RaiseDetection): boolean {
    const average = this.average.value;
    const before = view.previous[side.volume];
    const now = view.rows[view.offset + side.volume];
    if (!(before > LARGE_TIMES_AVERAGE * average && now < SMALL_TIMES_AVERAGE * average)) return false;
    const price = view.rows[view.offset + side.price];
    if (!(Math.abs(price - view.previous[side.price]) < SAME_PRICE)) return false;
    raise(describe(view, side, price, before, now, average));
    return true;
  }
}

function describe(
  view: BookView,
  side: BookSide,
  price: number,
  before: number,
  now: number,
  average: number,
): Detection {
  const large = LARGE_TIMES_AVERAGE * average;
  const small = SMALL_TIMES_AVERAGE * average;
  return detectionOfChange(view, {
    type: 'SPOOFING',
    side: side.name,
    severity: 'CRITICAL',
    price,
    message: `Spoofing-like: ${readable(before)} at the best ${side.name} ${readable(price)} fell to ${readable(now)} within one snapshot; ${readable(average)} is usual.`,
    counterfactual: `Would not have fired with at most ${readable(large)} before or at least ${readable(small)} after.`,
    factors: [
      { name: 'volume_before', value: before, baseline: average, threshold: large, unit: 'volume' },
      { name: 'volume_after', value: now, baseline: average, threshold: small, unit: 'volume' },
    ],
  });
}
