import { REGIMES } from '@genesis/contracts';
import { squaredDistance } from './squared-distance.js';
import { nearestRegime } from './nearest-regime.js';
import { COORDINATES } from './regime-coordinates.js';
import { type RegimeParameters, type RegimeQuality } from './regime-parameters.js';
import { scaleRegimePoints } from './regime-scaling.js';
import { silhouette } from './silhouette.js';

/** Points that the silhouette is taken from: it costs their square. */
const SILHOUETTE_POINTS = 256;

/** A window under a model that was just trained on it. */
export interface LabelledWindow {
  /** Scaled by the model. */
  readonly points: Float64Array;
  readonly rawPoints: Float64Array;
  readonly labels: Uint8Array;
  readonly centroids: Float64Array;
  readonly previous: RegimeParameters | null;
}

export function measureQuality(window: LabelledWindow): RegimeQuality {
  const score = sampledSilhouette(window);
  return {
    silhouette: Number.isNaN(score) ? null : score,
    agreement: agreementWithPrevious(window),
    dispersion: dispersion(window),
  };
}

/** Of every n-th point: the window is in order of time, so that all its stretches are there. */
function sampledSilhouette({ points, labels }: LabelledWindow): number {
  const every = Math.ceil(labels.length / SILHOUETTE_POINTS);
  const count = Math.ceil(labels.length / every);
  const sample = new Float64Array(count * COORDINATES);
  const sampleLabels = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const from = i * every * COORDINATES;
    sample.set(points.subarray(from, from + COORDINATES), i * COORDINATES);
    sampleLabels[i] = labels[i * every];
  }
  return silhouette(sample, sampleLabels, COORDINATES, REGIMES.length);
}

function agreementWithPrevious({ rawPoints, labels, previous }: LabelledWindow): number | null {
  if (previous === null) return null;
  const points = scaleRegimePoints(previous.scaling, rawPoints);
  const centroids = Float64Array.from(previous.centroids);
  let same = 0;
  for (let point = 0; point < labels.length; point++) {
    if (nearestRegime(points, point * COORDINATES, centroids) === labels[point]) same++;
  }
  return same / labels.length;
}

function dispersion({ points, labels, centroids }: LabelledWindow): number {
  let sum = 0;
  for (let point = 0; point < labels.length; point++) {
    sum += squaredDistance(points, point * COORDINATES, centroids, labels[point] * COORDINATES, COORDINATES);
  }
  return sum / labels.length;
}
