import { WEIGHTED_OBI } from '@genesis/analytics';
import { type BookView } from '../book-view.js';
import { type DetectorDescription } from '../detection-profile.js';
import { type Detection, type RaiseDetection } from '../detection.js';
import { detectionOfRow, readable } from './seed-detection.js';
import { SeedDetector } from './seed-detector.js';

const MAX_IMBALANCE = 0.5;

/** HEAVY_IMBALANCE: the weighted imbalance of the five best levels is beyond 0.5; the heavier side is named. */
export class HeavyImbalanceDetector extends SeedDetector {
  readonly description: DetectorDescription = {
    type: 'HEAVY_IMBALANCE',
    description: 'The weighted imbalance of the five best levels is beyond 0.5.',
    source: 'Gould and Bonart, "Queue imbalance as a one-tick-ahead price predictor", ssrn 1712822',
    settings: { max_imbalance: MAX_IMBALANCE },
  };

  observe(view: BookView, raise: RaiseDetection): boolean {
    const imbalance = view.features[view.featureOffset + WEIGHTED_OBI];
    if (!(Math.abs(imbalance) > MAX_IMBALANCE)) return false;
    raise(describe(view, imbalance));
    return true;
  }
}

function describe(view: BookView, imbalance: number): Detection {
  const side = imbalance > 0 ? 'bid' : 'ask';
  return detectionOfRow(view, {
    type: 'HEAVY_IMBALANCE',
    side,
    severity: 'MEDIUM',
    price: null,
    message: `Heavy imbalance: the weighted book leans to the ${side} side by ${readable(Math.abs(imbalance))}, more than ${MAX_IMBALANCE}.`,
    counterfactual: `Would not have fired with an imbalance of at most ${MAX_IMBALANCE} either way.`,
    factors: [
      {
        name: 'weighted_imbalance',
        value: imbalance,
        baseline: null,
        threshold: Math.sign(imbalance) * MAX_IMBALANCE,
        unit: 'share of weighted depth',
      },
    ],
  });
}
