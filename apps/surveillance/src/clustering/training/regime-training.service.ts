import { type PendingTraining, type RegimeTrainer, type TrainingJob } from '@genesis/clustering';
import { type HealthIssue } from '@genesis/contracts';
import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Settings } from '../../config/settings.js';
import { copyTotals } from '../../monitoring/metrics/copy-totals.js';
import { HealthBoard, type Readiness } from '../../monitoring/reporting/health-board.js';
import { MetricRegistry } from '../../monitoring/reporting/metric-registry.js';
import { Runtime } from '../../replay/runtime.js';
import { TrainingPool, type TrainingStatistics } from './training-pool.js';
import { TrainingWorkerStarter } from './training-worker-starter.js';

/** Seconds of the last training; a few milliseconds are usual. */
const TRAINING_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];

/** The pool of training threads as a part of the service: its settings, its health, its metrics, its end. */
@Injectable()
export class RegimeTraining implements RegimeTrainer, OnModuleInit, OnApplicationShutdown {
  readonly #logger = new Logger('RegimeTraining');
  readonly #pool: TrainingPool;

  constructor(
    private readonly settings: Settings,
    private readonly health: HealthBoard,
    private readonly metrics: MetricRegistry,
    runtime: Runtime,
    starter: TrainingWorkerStarter,
  ) {
    const seconds = metrics.histogram('regime_training_seconds', 'Time of one training', TRAINING_BUCKETS);
    this.#pool = new TrainingPool({
      workers: settings.regimeWorkers,
      queueLimit: settings.regimeQueue,
      timeoutMs: settings.regimeTrainingTimeoutMs,
      startWorker: () => starter.start(),
      nowMs: () => runtime.nowMs(),
      onTrained: (tookMs) => seconds.observe(tookMs / 1000),
      onLost: (reason) => this.#logger.warn(`a training worker is replaced: ${reason}`),
    });
  }

  onModuleInit(): void {
    this.health.addIssueCheck(() => this.#issue());
    this.health.addReadinessCheck('worker', () => this.#readiness());
    this.#count();
  }

  onApplicationShutdown(): Promise<void> {
    return this.#pool.stop();
  }

  begin(job: TrainingJob): PendingTraining {
    return this.#pool.begin(job);
  }

  statistics(): TrainingStatistics {
    return this.#pool.statistics();
  }

  /** One that was lost is replaced at once; without any, regimes stay as they are. */
  #readiness(): Readiness {
    const { alive, workers, queued } = this.statistics();
    return { ready: alive > 0, details: { alive, workers, queued } };
  }

  #issue(): HealthIssue | null {
    const { alive, workers, failures, lastFailure, secondsSinceFailure } = this.statistics();
    if (alive === workers && secondsSinceFailure >= this.settings.regimeFailureSeconds) return null;
    return {
      code: 'REGIME_WORKER_DOWN',
      severity: 'degraded',
      message:
        `${alive} of ${workers} workers that train regimes run, ${failures} were lost since the start, ` +
        `the newest ${secondsSinceFailure.toFixed(0)} s ago: ${lastFailure ?? 'unknown'}; models stay as they are until the next is made`,
    };
  }

  #count(): void {
    const { metrics } = this;
    const queued = metrics.gauge('regime_training_queue_jobs', 'Trainings that wait for a worker');
    const alive = metrics.gauge('regime_workers', 'Workers that train regimes and run');
    const trainings = metrics.counter('regime_trainings', 'Trainings, by who made them', ['by']);
    const lost = metrics.counter(
      'regime_worker_failures',
      'Workers that crashed, or hung, and were replaced',
    );
    metrics.beforeRead(() => {
      const now = this.statistics();
      queued.set(now.queued);
      alive.set(now.alive);
      copyTotals(trainings, [
        [{ by: 'worker' }, now.trained],
        [{ by: 'pipeline' }, now.inLine],
      ]);
      copyTotals(lost, [[{}, now.failures]]);
    });
  }
}
