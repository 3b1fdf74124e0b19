import { trainRegimes } from '@genesis/clustering';
import { trainingJob } from '../material/regime-points.js';
import { type BenchContext } from '../running/bench.js';
import { measureInTurns, ratePerCore, repeatsFor } from '../running/measure.js';

/** More than an instrument's window holds. */
const POINTS = 8_000;
/** Restarts times steps: how often a training may look at all points. */
const LOOKS = 250;

/** The regimes of one instrument, as a worker trains them. */
export async function runTraining(context: BenchContext): Promise<void> {
  const job = trainingJob(POINTS);
  const samples = await measureInTurns(
    repeatsFor(context),
    () => ratePerCore(1, () => void trainRegimes(job)),
    () => ratePerCore(1, () => void sumOfLooks(job.points)),
  );
  context.report(`trainings of ${POINTS} points`, 'trainings/s', samples);
}

function sumOfLooks(points: Float64Array): number {
  let sum = 0;
  for (let look = 0; look < LOOKS; look++) for (let at = 0; at < points.length; at++) sum += points[at];
  return sum;
}
