import { Injectable, type OnModuleInit } from '@nestjs/common';
import { copyTotals } from '../monitoring/metrics/copy-totals.js';
import { HealthBoard } from '../monitoring/reporting/health-board.js';
import { MetricRegistry } from '../monitoring/reporting/metric-registry.js';
import { Runtime } from '../replay/runtime.js';
import { CanaryBoard } from './canary-board.js';

/** Tells health and Prometheus what the canaries found. */
@Injectable()
export class CanaryMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: MetricRegistry,
    private readonly health: HealthBoard,
    private readonly board: CanaryBoard,
    private readonly runtime: Runtime,
  ) {}

  onModuleInit(): void {
    this.health.addIssueCheck(() => this.board.blindness());
    this.health.addIssueCheck(() => this.board.failure());
    this.#showBlindness();
    this.#showRuns();
  }

  #showBlindness(): void {
    const blind = this.metrics.gauge(
      'detector_blind',
      '1 for a detector that missed CANARY_MISSES known episodes in a row',
      ['type'],
    );
    this.metrics.beforeRead(() => {
      for (const canary of this.board.canaries()) blind.set({ type: canary.type }, canary.blind ? 1 : 0);
    });
  }

  #showRuns(): void {
    const runs = this.metrics.counter('canary_runs', 'Canaries of a detector, by what came of them', [
      'type',
      'outcome',
    ]);
    const age = this.metrics.gauge('canary_last_run_age_seconds', 'How long ago detectors were last tried');
    const duration = this.metrics.gauge('canary_run_duration_seconds', 'How long the last run took');
    this.metrics.beforeRead(() => {
      const totals = [...this.board.counts()].flatMap(([type, counts]) =>
        [...counts].map(([outcome, count]) => [{ type, outcome }, count] as const),
      );
      copyTotals(runs, totals);
      const { lastRun } = this.board;
      age.set(lastRun === null ? NaN : this.runtime.epochMs() / 1000 - lastRun.at);
      duration.set(lastRun === null ? NaN : lastRun.duration_ms / 1000);
    });
  }
}
