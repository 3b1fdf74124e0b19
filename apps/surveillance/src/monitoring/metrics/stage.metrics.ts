import { Injectable, type OnModuleInit } from '@nestjs/common';
import { MetricRegistry } from '../reporting/metric-registry.js';
import { StageClock, STAGES } from '../stages/stage-clock.js';

/** Seconds; most stages of a slice of a few rows take microseconds. */
const BUCKETS = [1e-6, 5e-6, 1e-5, 5e-5, 1e-4, 5e-4, 1e-3, 5e-3, 1e-2, 5e-2, 0.1, 0.5, 1];

/** Where the time of a slice goes between source and clients. */
@Injectable()
export class StageMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: MetricRegistry,
    private readonly clock: StageClock,
  ) {}

  onModuleInit(): void {
    const { metrics, clock } = this;
    const duration = metrics.histogram(
      'stage_duration_seconds',
      'How long the rows that were shown together were in a stage of the pipeline',
      BUCKETS,
      ['stage'],
    );
    const stages = STAGES.map((stage) => duration.labels(stage));
    clock.onSlice((spentMs) => {
      stages.forEach((stage, index) => stage.observe(spentMs[index] / 1000));
    });
    const lag = metrics.gauge(
      'source_lag_seconds',
      'How late the newest rows were taken up after they were due',
    );
    metrics.beforeRead(() => lag.set(clock.lagMs / 1000));
  }
}
