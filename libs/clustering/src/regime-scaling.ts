import { ALERT_PRESSURE, COORDINATES } from './regime-coordinates.js';
import { fitRobustScaling, type RobustScaling, scalePoint } from './robust-scaling.js';

/** Robust standard deviations beyond which a value says no more. */
export const WINSOR_LIMIT = 4;

/** Scales that instruments have as a rule, from simulated and real books: those of a young one are drawn to them. */
const TYPICAL_SCALES: readonly number[] = [0.25, 0.17, 0.5, 0.07, 0.38, 0.2, 1];
/** No scale is below this share of the typical one: an instrument that hardly moves has no regimes of noise. */
const LEAST_SHARE = 0.4;
/** Looks from which on an instrument's own scale counts more than the typical one: four minutes at the least. */
const TYPICAL_LOOKS = 1_000;
/** Most of the time there is no alert at all, so that their scale cannot be learnt: one alert is 3. */
const PRESSURE_SCALE = 1 / 3;

/** The scaling that a window of points shows, which stands for `looks` of the instrument. */
export function fitRegimeScaling(points: Float64Array, looks: number): RobustScaling {
  const floors = TYPICAL_SCALES.map((scale) => LEAST_SHARE * scale);
  const { centers, scales } = fitRobustScaling(points, points.length / COORDINATES, floors);
  const trust = looks / (looks + TYPICAL_LOOKS);
  return {
    centers: centers.map((center, d) => (d === ALERT_PRESSURE ? 0 : center)),
    scales: scales.map((scale, d) =>
      d === ALERT_PRESSURE ? PRESSURE_SCALE : scale ** trust * TYPICAL_SCALES[d] ** (1 - trust),
    ),
  };
}

/** All points (row-major), scaled and winsorised. */
export function scaleRegimePoints(scaling: RobustScaling, points: Float64Array): Float64Array {
  const scaled = new Float64Array(points.length);
  for (let at = 0; at < points.length; at += COORDINATES) {
    scalePoint(scaling, WINSOR_LIMIT, points, at, scaled, at);
  }
  return scaled;
}
