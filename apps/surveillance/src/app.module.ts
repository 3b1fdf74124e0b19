import { type DynamicModule, Module } from '@nestjs/common';
import { AlertsModule } from './alerts/alerts.module.js';
import { AnalyticsModule } from './analytics/analytics.module.js';
import { BusModule } from './bus/bus.module.js';
import { CanaryModule } from './canary/canary.module.js';
import { ClusteringModule } from './clustering/clustering.module.js';
import { ConfigModule } from './config/config.module.js';
import { type Settings } from './config/settings.js';
import { DetectionModule } from './detection/detection.module.js';
import { GatewayModule } from './gateway/gateway.module.js';
import { HistoryModule } from './history/history.module.js';
import { HttpModule } from './http/http.module.js';
import { MonitoringModule } from './monitoring/monitoring.module.js';
import { ReportingModule } from './monitoring/reporting/reporting.module.js';
import { PersistenceModule } from './persistence/persistence.module.js';
import { ReplayModule } from './replay/replay.module.js';

/** The modules in the order in which the data pass through them. */
@Module({})
export class AppModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(settings),
        BusModule,
        ReportingModule,
        HttpModule,
        PersistenceModule,
        ReplayModule,
        AnalyticsModule,
        DetectionModule,
        ClusteringModule,
        AlertsModule,
        CanaryModule,
        HistoryModule,
        GatewayModule,
        MonitoringModule,
      ],
    };
  }
}
