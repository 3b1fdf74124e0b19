import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { TerminusModule } from '@nestjs/terminus';
import { AlertsModule } from '../alerts/alerts.module.js';
import { AnalyticsModule } from '../analytics/analytics.module.js';
import { GatewayModule } from '../gateway/gateway.module.js';
import { PersistenceModule } from '../persistence/persistence.module.js';
import { ReplayModule } from '../replay/replay.module.js';
import { DashboardService } from './dashboard.service.js';
import { EventLoopDelay } from './event-loop-delay.js';
import { DatabaseWatch } from './health/database-watch.js';
import { HealthController } from './health/health.controller.js';
import { HealthService } from './health/health.service.js';
import { LivenessIndicator } from './health/liveness.indicator.js';
import { ReadinessIndicator } from './health/readiness.indicator.js';
import { ClientMetrics } from './metrics/client.metrics.js';
import { DatabaseMetrics } from './metrics/database.metrics.js';
import { JournalMetrics } from './metrics/journal.metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { ProcessMetrics } from './metrics/process.metrics.js';
import { ReplayMetrics } from './metrics/replay.metrics.js';
import { StageMetrics } from './metrics/stage.metrics.js';
import { StreamMetrics } from './metrics/stream.metrics.js';
import { MonitoringSweep } from './monitoring-sweep.js';
import { StreamStatistics } from './stream-statistics.js';

/** Health, Prometheus metrics and the figures of the dashboard. */
@Module({
  imports: [
    ScheduleModule.forRoot(),
    TerminusModule,
    PersistenceModule,
    ReplayModule,
    AnalyticsModule,
    AlertsModule,
    GatewayModule,
  ],
  controllers: [HealthController, MetricsController],
  providers: [
    StreamStatistics,
    DashboardService,
    EventLoopDelay,
    StreamMetrics,
    ReplayMetrics,
    ClientMetrics,
    JournalMetrics,
    DatabaseMetrics,
    StageMetrics,
    ProcessMetrics,
    DatabaseWatch,
    HealthService,
    LivenessIndicator,
    ReadinessIndicator,
    MonitoringSweep,
  ],
})
export class MonitoringModule {}
