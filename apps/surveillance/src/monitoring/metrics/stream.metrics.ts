import { type SnapshotMessage } from '@genesis/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AlertsService } from '../../alerts/alerts.service.js';
import { SeenIds } from '../../analytics/seen-ids.js';
import { SurveillanceBus } from '../../bus/surveillance-bus.js';
import { MetricRegistry } from '../reporting/metric-registry.js';
import { StreamStatistics } from '../stream-statistics.js';
import { BoundedLabels } from './bounded-labels.js';
import { copyTotals } from './copy-totals.js';
import { LATENCY_BUCKETS } from './latency-buckets.js';

const SYMBOLS_NAMED = 100;

/** What went through the pipeline, and how long it took. */
@Injectable()
export class StreamMetrics implements OnModuleInit {
  readonly #symbols = new BoundedLabels(SYMBOLS_NAMED);
  readonly #alertIds = new SeenIds();
  readonly #anomalyIds = new SeenIds();
  readonly #snapshots;
  readonly #latency;

  constructor(
    private readonly metrics: MetricRegistry,
    private readonly bus: SurveillanceBus,
    private readonly stream: StreamStatistics,
    private readonly alerts: AlertsService,
  ) {
    this.#snapshots = metrics.counter(
      'snapshots',
      `Snapshots shown; symbols beyond the first ${SYMBOLS_NAMED} are summed up as other`,
      ['symbol'],
    );
    this.#latency = metrics.histogram(
      'pipeline_latency_seconds',
      'From when a snapshot was due until it was handed to every client',
      LATENCY_BUCKETS,
    );
  }

  onModuleInit(): void {
    const { bus } = this;
    bus.on('snapshots', StreamMetrics.name, ({ snapshots }) => this.#countSnapshots(snapshots));
    bus.on('broadcast', StreamMetrics.name, ({ count, dueAtMs, sentAtMs }) => {
      if (dueAtMs === null) return;
      for (let i = 0; i < count; i++) this.#latency.observe((sentAtMs - dueAtMs) / 1000);
    });
    this.#countFindings();
    this.#showSuppressed();
    this.#showErrors();
    this.#showLatency();
  }

  #countSnapshots(snapshots: readonly SnapshotMessage[]): void {
    for (const { symbol } of snapshots) this.#snapshots.inc({ symbol: this.#symbols.labelOf(symbol) });
  }

  /** A loop over the same data brings the same ids again: they are counted already. */
  #countFindings(): void {
    const { bus, metrics } = this;
    const alerts = metrics.counter('alerts', 'Alerts raised', ['type', 'severity', 'profile']);
    const anomalies = metrics.counter('anomalies', 'Findings of the validation', ['level', 'code']);
    bus.on('alert', StreamMetrics.name, ({ id, type, severity, evidence }) => {
      if (this.#alertIds.add(id)) alerts.inc({ type, severity, profile: evidence.profile });
    });
    bus.on('anomaly', StreamMetrics.name, ({ id, level, code }) => {
      if (this.#anomalyIds.add(id)) anomalies.inc({ level, code });
    });
  }

  #showSuppressed(): void {
    const suppressed = this.metrics.counter('alerts_suppressed', 'Repeats that another alert stands for', [
      'reason',
    ]);
    this.metrics.beforeRead(() => {
      const { total_alerts_deduplicated, total_alerts_cooled_down } = this.alerts.stats();
      copyTotals(suppressed, [
        [{ reason: 'deduplicated' }, total_alerts_deduplicated],
        [{ reason: 'cool_down' }, total_alerts_cooled_down],
      ]);
    });
  }

  #showErrors(): void {
    const errors = this.metrics.counter('errors', 'Errors of the service by kind', ['kind']);
    this.metrics.beforeRead(() => {
      copyTotals(
        errors,
        [...this.stream.errors.totals()].map(([kind, count]) => [{ kind }, count]),
      );
    });
  }

  #showLatency(): void {
    const summary = this.metrics.gauge(
      'latency_seconds',
      'Average and percentiles of the newest 10,000 latencies, from due to handed to every client',
      ['stat'],
    );
    this.metrics.beforeRead(() => {
      const { averageMs, p95Ms, p99Ms } = this.stream.latency.summary();
      summary.set({ stat: 'avg' }, averageMs / 1000);
      summary.set({ stat: 'p95' }, p95Ms / 1000);
      summary.set({ stat: 'p99' }, p99Ms / 1000);
    });
  }
}
