import { type BookView } from '../book-view.js';
import { ASK, BID, sideOf, type BookSide } from '../book-side.js';
import { type DetectorDescription } from '../detection-profile.js';
import { type Detection, type RaiseDetection } from '../detection.js';
import { detectionOfRow, readable } from './seed-detection.js';
import { SeedDetector } from './seed-detector.js';

const LEVELS_WATCHED = 5;
/** Volume units, whatever the venue counts in. */
const MIN_VOLUME = 0.5;

/** LIQUIDITY_GAP: one of the five best levels of a side is empty or as good as empty; an absent level is empty. */
export class LiquidityGapDetector extends SeedDetector {
  readonly description: DetectorDescription = {
    type: 'LIQUIDITY_GAP',
    description: 'One of the five best levels of a side holds next to nothing.',
    source: 'Liquidity at or near the best quotes; rule of the system that this one succeeds',
    settings: { levels_watched: LEVELS_WATCHED, min_volume: MIN_VOLUME },
  };

  observe(view: BookView, raise: RaiseDetection): boolean {
    const bid = emptyLevel(view, BID);
    const ask = emptyLevel(view, ASK);
    if (bid < 0 && ask < 0) return false;
    raise(describe(view, bid, ask));
    return true;
  }
}

/** Index of the first level that is as good as empty, -1 for none. */
function emptyLevel(view: BookView, side: BookSide): number {
  const from = view.offset + side.volume;
  for (let level = 0; level < LEVELS_WATCHED; level++) {
    if (view.rows[from + level] < MIN_VOLUME) return level;
  }
  return -1;
}

function describe(view: BookView, bid: number, ask: number): Detection {
  const side = bid < 0 ? ASK : BID;
  const level = bid < 0 ? ask : bid;
  const volume = view.rows[view.offset + side.volume + level];
  const price = view.rows[view.offset + side.price + level];
  const other = bid < 0 || ask < 0 ? '' : ` (so does ask level ${ask + 1})`;
  return detectionOfRow(view, {
    type: 'LIQUIDITY_GAP',
    side: sideOf(bid >= 0, ask >= 0) ?? 'both',
    severity: 'MEDIUM',
    price: other !== '' || Number.isNaN(price) ? null : price,
    message: `Liquidity gap: ${side.name} level ${level + 1} holds ${readable(volume)}, less than ${MIN_VOLUME}${other}.`,
    counterfactual: `Would not have fired with at least ${MIN_VOLUME} at each of the ${LEVELS_WATCHED} best levels.`,
    factors: [{ name: 'level_volume', value: volume, baseline: null, threshold: MIN_VOLUME, unit: 'volume' }],
  });
}
