import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { AnalyticsModule } from '../analytics/analytics.module.js';
import { Runtime } from '../replay/runtime.js';
import { CanariesController } from './canaries.controller.js';
import { CanariesService } from './canaries.service.js';
import { CanaryBoard } from './canary-board.js';
import { CanaryMetrics } from './canary.metrics.js';
import { CanaryRecorder } from './canary-recorder.js';
import { CanaryThread } from './canary-thread.js';

/** Tries the detectors with known episodes on copies of the live book; what comes of it reaches operators alone. */
@Module({
  imports: [AnalyticsModule, ScheduleModule],
  controllers: [CanariesController],
  providers: [CanaryRecorder, CanaryThread, CanaryBoard, CanariesService, CanaryMetrics, Runtime],
  exports: [CanariesService],
})
export class CanaryModule {}
