import { Global, Module } from '@nestjs/common';
import { Runtime } from '../../replay/runtime.js';
import { StageClock } from '../stages/stage-clock.js';
import { HealthBoard } from './health-board.js';
import { MetricRegistry } from './metric-registry.js';

/** Global, so that every module can say how it is and what it counts, without knowing who reads it. */
@Global()
@Module({
  providers: [Runtime, HealthBoard, MetricRegistry, StageClock],
  exports: [HealthBoard, MetricRegistry, StageClock],
})
export class ReportingModule {}
