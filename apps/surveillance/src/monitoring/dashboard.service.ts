import { type DashboardMetrics } from '@genesis/contracts';
import { Injectable } from '@nestjs/common';
import { AlertsService } from '../alerts/alerts.service.js';
import { AnomalyLog } from '../analytics/anomaly-log.js';
import { ConnectionRegistry } from '../gateway/connection-registry.js';
import { ReplayService } from '../replay/replay.service.js';
import { StreamStatistics } from './stream-statistics.js';

/** The figures of the dashboard, as they are now. */
@Injectable()
export class DashboardService {
  constructor(
    private readonly stream: StreamStatistics,
    private readonly replay: ReplayService,
    private readonly alerts: AlertsService,
    private readonly anomalies: AnomalyLog,
    private readonly connections: ConnectionRegistry,
  ) {}

  read(): DashboardMetrics {
    const { stream, connections } = this;
    const { state, speed, mode } = this.replay.state();
    const latency = stream.latency.summary();
    const errors = this.#errorBreakdown();
    return {
      uptime: process.uptime(),
      total_snapshots: stream.totalSnapshots,
      snapshots_per_second: stream.snapshotsPerSecond,
      avg_latency_ms: latency.averageMs,
      p95_latency_ms: latency.p95Ms,
      p99_latency_ms: latency.p99Ms,
      total_errors: Object.values(errors).reduce((total, count) => total + count, 0),
      error_breakdown: errors,
      active_connections: connections.totalActive,
      controller_state: state,
      replay_speed: speed,
      mode,
      total_alerts: this.alerts.stats().total_alerts_logged,
      total_anomalies: this.anomalies.counts().total,
      conflated_frames: connections.totalConflated,
      memory_rss_bytes: process.memoryUsage.rss(),
    };
  }

  /** Our own errors by kind, and what was refused to clients under `client_…`. */
  #errorBreakdown(): Record<string, number> {
    const refusals = [...this.connections.refusals()].map(([reason, count]) => [`client_${reason}`, count]);
    return Object.fromEntries([...this.stream.errors.totals(), ...refusals]) as Record<string, number>;
  }
}
