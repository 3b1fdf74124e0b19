import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { ReplayService } from '../../replay/replay.service.js';
import { HealthService } from './health.service.js';

/** Is there a stream to subscribe to: a source that is open, and flows unless it was paused or has ended? */
@Injectable()
export class ReadinessIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly replay: ReplayService,
    private readonly health: HealthService,
  ) {}

  check(): HealthIndicatorResult {
    const { state, mode } = this.replay.state();
    const indicator = this.indicators.check('stream');
    const { status, issues } = this.health.report();
    const details = { state, mode, issues };
    return state === 'STARTING' || status === 'unhealthy' ? indicator.down(details) : indicator.up(details);
  }
}
