import { Worker } from 'node:worker_threads';
import {
  COORDINATES,
  type RegimeParameters,
  type TrainingJob,
  REGIME_ANCHORS,
  trainRegimes,
} from '@genesis/clustering';
import { seededRandom } from '@genesis/market';
import { until } from '../../../../../test/e2e/until.js';
import { TrainingPool, type TrainingPoolOptions } from './training-pool.js';
import { TrainingWorkerStarter } from './training-worker-starter.js';

function jobOf(seed: number): TrainingJob {
  const random = seededRandom(seed);
  const points = Float64Array.from({ length: 200 * COORDINATES }, () => random());
  return {
    symbol: `S${seed}`,
    version: 1,
    points,
    looks: 200,
    previous: null,
    prior: [...REGIME_ANCHORS],
    seed,
  };
}

/** A thread that does with each job what `code` says. */
const scripted = (code: string) => () =>
  new Worker(
    `const { parentPort } = require('node:worker_threads');
    parentPort.on('message', (request) => { ${code} });
    parentPort.postMessage({ ready: true });`,
    { eval: true },
  );
const hanging = scripted('while (true);');
const crashing = scripted('process.exit(3);');
const failing = scripted("throw new Error('out of luck');");

describe('TrainingPool', () => {
  const pools: TrainingPool[] = [];
  const lost: string[] = [];

  function poolOf(changes: Partial<TrainingPoolOptions> = {}): TrainingPool {
    const starter = new TrainingWorkerStarter();
    const pool = new TrainingPool({
      workers: 1,
      queueLimit: 8,
      timeoutMs: 60_000,
      startWorker: () => starter.start(),
      nowMs: () => performance.now(),
      onTrained: () => undefined,
      onLost: (reason) => lost.push(reason),
      ...changes,
    });
    pools.push(pool);
    return pool;
  }

  afterEach(async () => {
    await Promise.all(pools.splice(0).map((pool) => pool.stop()));
    lost.length = 0;
  });

  const same = (a: RegimeParameters, b: RegimeParameters): void =>
    expect(JSON.stringify(a)).toBe(JSON.stringify(b));

  it('trains in a thread what the pipeline would train, to the last bit', async () => {
    const pool = poolOf({ workers: 2 });
    const jobs = [1, 2, 3].map(jobOf);
    const pending = jobs.map((job) => pool.begin(job));
    await until(() => pool.statistics().trained === 3);
    pending.forEach((training, i) => same(training.take(), trainRegimes(jobs[i])));
    expect(pool.statistics()).toMatchObject({ workers: 2, alive: 2, queued: 0, inLine: 0, failures: 0 });
    expect(pool.statistics().lastTrainingMs).toBeGreaterThan(0);
  });

  it('trains in line what is wanted before a thread has done it, with the same outcome', () => {
    const pool = poolOf();
    const pending = pool.begin(jobOf(4));
    same(pending.take(), trainRegimes(jobOf(4)));
    expect(pool.statistics().inLine).toBe(1);
  });

  it('is bounded: with the queue full a training is made by who asks', () => {
    const pool = poolOf({ queueLimit: 2, startWorker: hanging });
    const pending = [1, 2, 3, 4].map((seed) => pool.begin(jobOf(seed)));
    // One is in work, two wait.
    expect(pool.statistics()).toMatchObject({ queued: 2, inLine: 1 });
    same(pending[3].take(), trainRegimes(jobOf(4)));
    pending[1].cancel();
    expect(pool.statistics().queued).toBe(1);
  });

  it.each<[string, () => Worker, number, RegExp]>([
    ['crashes', crashing, 60_000, /it ended with code 3/],
    ['throws', failing, 60_000, /it failed: out of luck/],
    ['hangs', hanging, 60, /it took more than REGIME_TRAINING_TIMEOUT_MS=60/],
  ])('replaces a worker that %s; the next one does its training', async (_, bad, timeoutMs, reason) => {
    const starter = new TrainingWorkerStarter();
    let starts = 0;
    const startWorker = (): Worker => (++starts === 1 ? bad() : starter.start());
    const pool = poolOf({ timeoutMs, startWorker });
    const pending = pool.begin(jobOf(5));
    await until(() => pool.statistics().failures === 1);
    expect(pool.statistics()).toMatchObject({ alive: 0, queued: 1 });
    expect(lost).toEqual([expect.stringMatching(reason)]);
    if (timeoutMs > 1_000) await until(() => pool.statistics().trained === 1);
    same(pending.take(), trainRegimes(jobOf(5)));
  });

  it('gives a training up over which two workers were lost, and goes on with the next', async () => {
    const starter = new TrainingWorkerStarter();
    let starts = 0;
    const pool = poolOf({ startWorker: () => (++starts <= 2 ? crashing() : starter.start()) });
    const poison = pool.begin(jobOf(6));
    const next = pool.begin(jobOf(7));
    await until(() => pool.statistics().trained === 1);
    expect(pool.statistics()).toMatchObject({ failures: 2, alive: 1, queued: 0 });
    same(next.take(), trainRegimes(jobOf(7)));
    same(poison.take(), trainRegimes(jobOf(6)));
  });

  it('takes nothing any more once it is stopped', async () => {
    const pool = poolOf();
    pool.begin(jobOf(8));
    await pool.stop();
    same(pool.begin(jobOf(9)).take(), trainRegimes(jobOf(9)));
    expect(pool.statistics().inLine).toBe(1);
    expect(lost).toEqual([]);
  });
});
