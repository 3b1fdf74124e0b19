import { ASK_DEPTH, BID_DEPTH } from '@genesis/analytics';
import { type BookView } from '../book-view.js';
import { sideOf } from '../book-side.js';
import { type DetectorDescription } from '../detection-profile.js';
import { type Detection, type RaiseDetection } from '../detection.js';
import { detectionOfChange, readable } from './seed-detection.js';
import { SeedDetector } from './seed-detector.js';

const MAX_DROP = 0.3;

/** DEPTH_SHOCK: the ten levels of a side together lose more than 30 % from one snapshot to the next. */
export class DepthShockDetector extends SeedDetector {
  readonly description: DetectorDescription = {
    type: 'DEPTH_SHOCK',
    description: 'A side loses more than 30 % of its depth within one snapshot.',
    source: 'Sudden loss of depth; rule of the system that this one succeeds',
    settings: { max_drop: MAX_DROP },
  };
  #bidDepth = 0;
  #askDepth = 0;

  observe(view: BookView, raise: RaiseDetection): boolean {
    const bidDepth = view.features[view.featureOffset + BID_DEPTH];
    const askDepth = view.features[view.featureOffset + ASK_DEPTH];
    const bidDrop = view.hasPrevious ? drop(this.#bidDepth, bidDepth) : 0;
    const askDrop = view.hasPrevious ? drop(this.#askDepth, askDepth) : 0;
    const on = bidDrop > MAX_DROP || askDrop > MAX_DROP;
    if (on) raise(this.#describe(view, bidDrop, askDrop));
    this.#bidDepth = bidDepth;
    this.#askDepth = askDepth;
    return on;
  }

  #describe(view: BookView, bidDrop: number, askDrop: number): Detection {
    const bidWorse = bidDrop >= askDrop;
    const lost = bidWorse ? bidDrop : askDrop;
    const before = bidWorse ? this.#bidDepth : this.#askDepth;
    const now = view.features[view.featureOffset + (bidWorse ? BID_DEPTH : ASK_DEPTH)];
    return detectionOfChange(view, {
      type: 'DEPTH_SHOCK',
      side: sideOf(bidDrop > MAX_DROP, askDrop > MAX_DROP) ?? 'both',
      severity: 'HIGH',
      price: null,
      message: `Depth shock: the ${bidWorse ? 'bid' : 'ask'} side fell from ${readable(before)} to ${readable(now)}, ${(100 * lost).toFixed(1)} % less, within one snapshot.`,
      counterfactual: `Would not have fired with at least ${readable((1 - MAX_DROP) * before)} left.`,
      factors: [
        { name: 'depth_drop', value: lost, baseline: 0, threshold: MAX_DROP, unit: 'share of depth' },
      ],
    });
  }
}

/** Share lost, 0 where there was nothing to lose. */
function drop(before: number, now: number): number {
  return before > 0 ? (before - now) / before : 0;
}
