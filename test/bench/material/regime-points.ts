import { COORDINATES, REGIME_ANCHORS, type TrainingJob } from '@genesis/clustering';
import { REGIMES } from '@genesis/contracts';
import { seededRandom } from '@genesis/market';

const SEED = 11;

/** The first training of an instrument that has seen so many points. */
export function trainingJob(points: number): TrainingJob {
  return {
    symbol: 'X',
    version: 1,
    points: regimePoints(points),
    looks: points,
    previous: null,
    prior: [...REGIME_ANCHORS],
    seed: SEED,
  };
}

/** Around what each regime means, calm twice as often as all others. */
function regimePoints(count: number): Float64Array {
  const random = seededRandom(SEED);
  const points = new Float64Array(count * COORDINATES);
  for (let at = 0; at < points.length; at++) {
    const point = Math.floor(at / COORDINATES);
    const regime = point % 3 < 2 ? 0 : 1 + (Math.floor(point / 3) % (REGIMES.length - 1));
    // The sum of four uniforms is near enough to a normal one.
    const noise = random() + random() + random() + random() - 2;
    points[at] = REGIME_ANCHORS[regime * COORDINATES + (at % COORDINATES)] + noise;
  }
  return points;
}
