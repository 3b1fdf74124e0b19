import { SurveillancePipeline } from '@genesis/pipeline';
import { Module } from '@nestjs/common';
import { AlertsModule } from '../alerts/alerts.module.js';
import { ClusteringModule } from '../clustering/clustering.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { HistoryModule } from '../history/history.module.js';
import { ReplayModule } from '../replay/replay.module.js';
import { AnalyticsService } from './analytics.service.js';
import { AnomaliesController } from './anomalies.controller.js';
import { AnomalyLog } from './anomaly-log.js';
import { InstrumentsController } from './instruments.controller.js';
import { InstrumentsService } from './instruments.service.js';
import { pipelineProvider } from './pipeline.provider.js';
import { SnapshotStore } from './snapshot-store.js';
import { SnapshotsController } from './snapshots.controller.js';

/** Drives the pipeline; answers what it found. */
@Module({
  imports: [HistoryModule, ReplayModule, ClusteringModule, AlertsModule, EvidenceModule],
  controllers: [InstrumentsController, SnapshotsController, AnomaliesController],
  providers: [pipelineProvider, AnalyticsService, InstrumentsService, SnapshotStore, AnomalyLog],
  exports: [SurveillancePipeline, AnalyticsService, InstrumentsService, SnapshotStore, AnomalyLog],
})
export class AnalyticsModule {}
