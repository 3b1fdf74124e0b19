import { type HealthReport } from '@genesis/contracts';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { Settings } from '../config/settings.js';
import { DashboardService } from './dashboard.service.js';
import { EventLoopDelay } from './event-loop-delay.js';
import { HealthService } from './health/health.service.js';
import { StreamStatistics } from './stream-statistics.js';

/** Once every METRICS_INTERVAL_MS: tells the figures to whom they concern, and the log when the health changes. */
@Injectable()
export class MonitoringSweep implements OnApplicationBootstrap {
  readonly #logger = new Logger(MonitoringSweep.name);
  #status: HealthReport['status'] = 'healthy';

  constructor(
    private readonly settings: Settings,
    private readonly scheduler: SchedulerRegistry,
    private readonly bus: SurveillanceBus,
    private readonly dashboard: DashboardService,
    private readonly health: HealthService,
    private readonly delay: EventLoopDelay,
    private readonly stream: StreamStatistics,
  ) {}

  onApplicationBootstrap(): void {
    // Cleared by the scheduler when the application shuts down.
    this.scheduler.addInterval(
      MonitoringSweep.name,
      setInterval(() => this.run(), this.settings.metricsIntervalMs),
    );
  }

  /** Trouble here is told and counted; it does not end the process that is watched. */
  run(): void {
    try {
      this.delay.sample();
      this.bus.emit('metrics', this.dashboard.read());
      this.#tellHealth(this.health.report());
    } catch (error) {
      this.stream.errors.record('sweep_failed');
      this.#logger.error('the periodic sweep failed', error instanceof Error ? error.stack : String(error));
    }
  }

  #tellHealth({ status, issues }: HealthReport): void {
    if (status === this.#status) return;
    this.#status = status;
    if (status === 'healthy') this.#logger.log('healthy again');
    else this.#logger.warn(`${status}: ${issues.join(' | ')}`);
  }
}
