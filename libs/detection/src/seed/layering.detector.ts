import { type BookView } from '../book-view.js';
import { ASK, BID, type BookSide } from '../book-side.js';
import { type DetectorDescription } from '../detection-profile.js';
import { type Detection, type RaiseDetection } from '../detection.js';
import { ALPHA, INITIAL_VOLUME, type AverageBestVolume } from './average-best-volume.js';
import { detectionOfRow, readable } from './seed-detection.js';
import { SeedDetector } from './seed-detector.js';

const LEVELS_WATCHED = 5;
const LARGE_TIMES_AVERAGE = 2;
const MIN_LARGE_LEVELS = 3;
/** A side must have more than this many large levels more than the other. */
const MAX_LEAD = 2;
const SCORE_PER_LEVEL = 20;
/** Above this score the severity is CRITICAL. */
const HIGH_UP_TO_SCORE = 70;

/** LAYERING: several large levels on one side of the book and few on the other. */
export class LayeringDetector extends SeedDetector {
  readonly description: DetectorDescription = {
    type: 'LAYERING',
    description: 'Three or more of the five best levels of a side are large, and few of the other side.',
    source: 'Regulation (EU) 2016/522 Annex II section 1 5(e); FINRA 5210.03(1)',
    settings: {
      levels_watched: LEVELS_WATCHED,
      large_times_average: LARGE_TIMES_AVERAGE,
      min_large_levels: MIN_LARGE_LEVELS,
      max_lead: MAX_LEAD,
      score_per_level: SCORE_PER_LEVEL,
      high_up_to_score: HIGH_UP_TO_SCORE,
      average_alpha: ALPHA,
      average_initial_volume: INITIAL_VOLUME,
    },
  };

  constructor(readonly average: AverageBestVolume) {
    super();
  }

  observe(view: BookView, raise: RaiseDetection): boolean {
    const large = LARGE_TIMES_AVERAGE * this.average.value;
    const bids = largeLevels(view, BID, large);
    const asks = largeLevels(view, ASK, large);
    if (layered(bids, asks)) raise(describe(view, BID, bids, asks, large));
    else if (layered(asks, bids)) raise(describe(view, ASK, asks, bids, large));
    else return false;
    return true;
  }
}

function largeLevels(view: BookView, side: BookSide, large: number): number {
  const from = view.offset + side.volume;
  let count = 0;
  for (let level = 0; level < LEVELS_WATCHED; level++) if (view.rows[from + level] > large) count++;
  return count;
}

function layered(count: number, opposite: number): boolean {
  return count >= MIN_LARGE_LEVELS && count > opposite + MAX_LEAD;
}

function describe(view: BookView, side: BookSide, count: number, opposite: number, large: number): Detection {
  const score = Math.min(SCORE_PER_LEVEL * count, 100);
  return detectionOfRow(view, {
    type: 'LAYERING',
    side: side.name,
    severity: score > HIGH_UP_TO_SCORE ? 'CRITICAL' : 'HIGH',
    score,
    price: view.rows[view.offset + side.price],
    message: `Layering-like: ${count} of the ${LEVELS_WATCHED} best ${side.name} levels hold more than ${readable(large)}, ${opposite} on the other side.`,
    counterfactual: `Would not have fired with fewer than ${Math.max(MIN_LARGE_LEVELS, opposite + MAX_LEAD + 1)} such levels.`,
    factors: [
      {
        name: 'large_levels',
        value: count,
        baseline: opposite,
        threshold: MIN_LARGE_LEVELS,
        unit: 'levels',
      },
    ],
  });
}
