import { REGIMES } from '@genesis/contracts';
import { seededRandom } from '@genesis/market';
import { cheapestMatching } from './cheapest-matching.js';
import { kMeans } from './k-means.js';
import { squaredDistance } from './squared-distance.js';
import { nearestRegime } from './nearest-regime.js';
import { keepWithinReach, withinReach } from './regime-anchors.js';
import { COORDINATES } from './regime-coordinates.js';
import { type RegimeParameters } from './regime-parameters.js';
import { measureQuality } from './regime-quality.js';
import { fitRegimeScaling, scaleRegimePoints } from './regime-scaling.js';
import { type TrainingJob } from './regime-training.js';
import { blendScaling } from './robust-scaling.js';

const RESTARTS = 10;
const MOST_STEPS = 25;
/** Steps of the last descent, from the named centroids. */
const NAMED_STEPS = 10;
/** The reference of a centroid counts as so many points: few points, and those of a quiet hour, move it little. */
const PRIOR_SHARE = 0.8;
/** How far a training moves what counts as usual: a new normal is accepted, but not at once. The first ones have more to learn. */
const SCALING_RATE = 0.1;
const YOUNG_SCALING_RATE = 0.5;

/**
 * Trains an instrument's model: robust scaling, k-means with restarts, names by the cheapest matching with the model
 * before (the prior for the first), and a last descent in which each named centroid is held by its reference and
 * by its anchor. A cluster that looks like none of the regimes names nothing: that regime keeps its reference.
 */
export function trainRegimes(job: TrainingJob): RegimeParameters {
  const { previous, version } = job;
  const count = job.points.length / COORDINATES;
  const fresh = fitRegimeScaling(job.points, job.looks);
  const scaling =
    previous === null
      ? fresh
      : blendScaling(previous.scaling, fresh, Math.max(YOUNG_SCALING_RATE / version, SCALING_RATE));
  const points = scaleRegimePoints(scaling, job.points);
  const reference = Float64Array.from(previous?.centroids ?? job.prior);
  const random = seededRandom(job.seed + version);
  const clusters = REGIMES.length;
  const problem = {
    points,
    count,
    dimensions: COORDINATES,
    clusters,
    restarts: RESTARTS,
    mostSteps: MOST_STEPS,
    random,
  };
  const centroids = nameClusters(kMeans(problem).centroids, reference);
  const labels = descend(points, centroids, reference);
  const sizes = REGIMES.map((_, regime) => labels.filter((label) => label === regime).length);
  const quality = measureQuality({ points, labels, centroids, previous, rawPoints: job.points });
  return { version, scaling, centroids: [...centroids], sizes, quality };
}

/** The found centroids in the order of the regimes. */
function nameClusters(found: Float64Array, reference: Float64Array): Float64Array {
  const size = REGIMES.length;
  const costs = new Float64Array(size * size);
  for (let regime = 0; regime < size; regime++) {
    for (let cluster = 0; cluster < size; cluster++) {
      costs[regime * size + cluster] = squaredDistance(
        reference,
        regime * COORDINATES,
        found,
        cluster * COORDINATES,
        COORDINATES,
      );
    }
  }
  const named = new Float64Array(found.length);
  cheapestMatching(costs, size).forEach((cluster, regime) => {
    const to = regime * COORDINATES;
    named.set(found.subarray(cluster * COORDINATES, (cluster + 1) * COORDINATES), to);
    if (!withinReach(named, regime)) named.set(reference.subarray(to, to + COORDINATES), to);
  });
  return named;
}

/** Lloyd steps with the references as extra points. Moves `centroids`; returns the points' labels under them. */
function descend(points: Float64Array, centroids: Float64Array, reference: Float64Array): Uint8Array {
  const count = points.length / COORDINATES;
  const labels = new Uint8Array(count);
  for (let step = 0; step <= NAMED_STEPS; step++) {
    let changes = 0;
    for (let point = 0; point < count; point++) {
      const label = nearestRegime(points, point * COORDINATES, centroids);
      if (label !== labels[point]) changes++;
      labels[point] = label;
    }
    if (step === NAMED_STEPS || (changes === 0 && step > 0)) break;
    moveCentroids(points, labels, centroids, reference);
  }
  return labels;
}

function moveCentroids(
  points: Float64Array,
  labels: Uint8Array,
  centroids: Float64Array,
  reference: Float64Array,
): void {
  const weight = PRIOR_SHARE * labels.length;
  const sizes = new Float64Array(REGIMES.length).fill(weight);
  for (let i = 0; i < centroids.length; i++) centroids[i] = weight * reference[i];
  for (let point = 0; point < labels.length; point++) {
    const label = labels[point];
    sizes[label]++;
    for (let d = 0; d < COORDINATES; d++)
      centroids[label * COORDINATES + d] += points[point * COORDINATES + d];
  }
  for (let regime = 0; regime < REGIMES.length; regime++) {
    for (let d = 0; d < COORDINATES; d++) centroids[regime * COORDINATES + d] /= sizes[regime];
    keepWithinReach(centroids, regime);
  }
}
