import { Module } from '@nestjs/common';
import { AnalyticsModule } from '../analytics/analytics.module.js';
import { CanaryModule } from '../canary/canary.module.js';
import { EvidenceModule } from '../evidence/evidence.module.js';
import { PersistenceModule } from '../persistence/persistence.module.js';
import { ReplayModule } from '../replay/replay.module.js';
import { Runtime } from '../replay/runtime.js';
import { DetectionSettings } from './detection-settings.service.js';
import { DetectorReports } from './detector-reports.service.js';
import { DetectorsController } from './detectors.controller.js';
import { PreviewRows } from './preview/preview-rows.service.js';
import { PreviewService } from './preview/preview.service.js';

/** What detectors are set to: shows it, changes it while the stream runs, and tries other values beside it. */
@Module({
  imports: [AnalyticsModule, CanaryModule, EvidenceModule, PersistenceModule, ReplayModule],
  controllers: [DetectorsController],
  providers: [DetectionSettings, DetectorReports, PreviewRows, PreviewService, Runtime],
  exports: [DetectionSettings],
})
export class DetectionModule {}
