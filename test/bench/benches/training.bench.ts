import { COORDINATES, REGIME_ANCHORS, trainRegimes, type TrainingJob } from '@genesis/clustering';
import { REGIMES } from '@genesis/contracts';
import { seededRandom } from '@genesis/market';
import { type BenchContext } from '../running/bench.js';
import { measureInTurns, ratePerCore, repeatsFor } from '../running/measure.js';

/** More than an instrument's window holds. */
const POINTS = 8_000;
/** Restarts times steps: how often a training may look at all points. */
const LOOKS = 250;
const SEED = 11;

/** The regimes of one instrument, as a worker trains them. */
export async function runTraining(context: BenchContext): Promise<void> {
  const points = regimePoints();
  const job: TrainingJob = {
    symbol: 'X',
    version: 1,
    points,
    looks: POINTS,
    previous: null,
    prior: [...REGIME_ANCHORS],
    seed: SEED,
  };
  const samples = await measureInTurns(
    repeatsFor(context),
    () => ratePerCore(1, () => void trainRegimes(job)),
    () => ratePerCore(1, () => void sumOfLooks(points)),
  );
  context.report(`trainings of ${POINTS} points`, 'trainings/s', samples);
}

/** Around what each regime means, calm twice as often as all others. */
function regimePoints(): Float64Array {
  const random = seededRandom(SEED);
  const points = new Float64Array(POINTS * COORDINATES);
  for (let at = 0; at < points.length; at++) {
    const point = Math.floor(at / COORDINATES);
    const regime = point % 3 < 2 ? 0 : 1 + (Math.floor(point / 3) % (REGIMES.length - 1));
    // The sum of four uniforms is near enough to a normal one.
    const noise = random() + random() + random() + random() - 2;
    points[at] = REGIME_ANCHORS[regime * COORDINATES + (at % COORDINATES)] + noise;
  }
  return points;
}

function sumOfLooks(points: Float64Array): number {
  let sum = 0;
  for (let look = 0; look < LOOKS; look++) for (let at = 0; at < points.length; at++) sum += points[at];
  return sum;
}
