import { Global, Module } from '@nestjs/common';
import { HealthBoard } from './health-board.js';
import { MetricRegistry } from './metric-registry.js';

/** Global, so that every module can say how it is and what it counts, without knowing who reads it. */
@Global()
@Module({
  providers: [HealthBoard, MetricRegistry],
  exports: [HealthBoard, MetricRegistry],
})
export class ReportingModule {}
