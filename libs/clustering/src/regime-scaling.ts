import { ALERT_PRESSURE, COORDINATES } from './regime-coordinates.js';
import { fitRobustScaling, type RobustScaling, scalePoint } from './robust-scaling.js';

/** Robust standard deviations beyond which a value says no more. */
export const WINSOR_LIMIT = 4;

/** Least scale of each coordinate: a tenth in the logarithms, so that an instrument that hardly moves has no regimes of noise. */
const FLOORS: readonly number[] = [0.1, 0.1, 0.15, 0.03, 0.1, 0.1, 1];
/** Most of the time there is no alert at all, so that their scale cannot be learnt: one alert is 1.5. */
const PRESSURE_SCALE = 1 / 1.5;

/** The scaling that a window of points shows. */
export function fitRegimeScaling(points: Float64Array): RobustScaling {
  const { centers, scales } = fitRobustScaling(points, points.length / COORDINATES, FLOORS);
  return {
    centers: centers.map((center, d) => (d === ALERT_PRESSURE ? 0 : center)),
    scales: scales.map((scale, d) => (d === ALERT_PRESSURE ? PRESSURE_SCALE : scale)),
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
