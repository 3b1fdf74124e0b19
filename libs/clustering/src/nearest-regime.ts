import { REGIMES } from '@genesis/contracts';
import { squaredDistance } from './squared-distance.js';
import { COORDINATES } from './regime-coordinates.js';
import { type RegimeIndex } from './regime-classifier.js';

export const CALM: RegimeIndex = REGIMES.indexOf('CALM');
export const MANIPULATION: RegimeIndex = REGIMES.indexOf('MANIPULATION_SUSPECTED');

/**
 * Calm is the rule: another regime must be nearer by this much, in squared robust standard deviations. As in a discriminant whose
 * classes are not equally frequent it is minus twice the log of the odds: 20 to 1.
 */
export const CALM_ADVANTAGE = 6;

/** The regime to which a point (scaled) belongs. `centroids` are by regime's index, row-major. */
export function nearestRegime(points: Float64Array, from: number, centroids: Float64Array): RegimeIndex {
  let nearest = 0;
  let least = Infinity;
  for (let regime = 0; regime < REGIMES.length; regime++) {
    const advantage = regime === CALM ? CALM_ADVANTAGE : 0;
    const cost = squaredDistance(points, from, centroids, regime * COORDINATES, COORDINATES) - advantage;
    if (cost >= least) continue;
    least = cost;
    nearest = regime;
  }
  return nearest;
}
