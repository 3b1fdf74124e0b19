import { REGIMES, type Regime } from '@genesis/contracts';
import { squaredDistance } from './squared-distance.js';
import { COORDINATES } from './regime-coordinates.js';

/**
 * What each regime means: where its centroid stands before anything is learnt, in robust standard deviations from what is usual
 * for the instrument, in the order of regime-coordinates.ts (spread, depth, volatility, imbalance, flow, update rate, alerts).
 * Stressed: the book is thin and wide and the price jumps. Hot: everything happens faster. Manipulation: little of that, but alerts.
 */
const ANCHORS: Readonly<Record<Regime, readonly number[]>> = {
  CALM: [0, 0, 0, 0, 0, 0, 0],
  STRESSED: [1.5, -2.2, 1.5, 0.5, 1.2, 0.8, 0],
  EXECUTION_HOT: [1, -0.5, 2, 0.5, 0.5, 3.5, 0],
  MANIPULATION_SUSPECTED: [0, 0, 0, 0.5, 0.5, 0, 3],
};

/** By regime's index, row-major. */
export const REGIME_ANCHORS: Float64Array = Float64Array.from(REGIMES.flatMap((regime) => ANCHORS[regime]));

/** Below one half the balls around the anchors do not touch. */
const REACH = 0.35;

/** How far each regime's centroid may go from its anchor: however often it is trained, a name keeps its meaning. */
const REACHES: readonly number[] = REGIMES.map((_, regime) => {
  const distances = REGIMES.map((_other, other) => anchorDistance(regime, other)).filter(
    (_d, i) => i !== regime,
  );
  return REACH * Math.min(...distances);
});

/** Whether the centroid at `centroids[regime · COORDINATES …]` is within reach of its regime's anchor. */
export function withinReach(centroids: Float64Array, regime: number): boolean {
  return distanceToAnchor(centroids, regime) <= REACHES[regime];
}

/** Moves a centroid that went too far back along the straight way to its anchor. */
export function keepWithinReach(centroids: Float64Array, regime: number): void {
  const distance = distanceToAnchor(centroids, regime);
  if (distance <= REACHES[regime]) return;
  const share = REACHES[regime] / distance;
  const from = regime * COORDINATES;
  for (let d = from; d < from + COORDINATES; d++) {
    centroids[d] = REGIME_ANCHORS[d] + share * (centroids[d] - REGIME_ANCHORS[d]);
  }
}

function distanceToAnchor(centroids: Float64Array, regime: number): number {
  const from = regime * COORDINATES;
  return Math.sqrt(squaredDistance(centroids, from, REGIME_ANCHORS, from, COORDINATES));
}

function anchorDistance(a: number, b: number): number {
  return Math.sqrt(
    squaredDistance(REGIME_ANCHORS, a * COORDINATES, REGIME_ANCHORS, b * COORDINATES, COORDINATES),
  );
}
