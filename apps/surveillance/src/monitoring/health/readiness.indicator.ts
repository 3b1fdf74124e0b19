import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type HealthIndicatorFunction, HealthIndicatorService } from '@nestjs/terminus';
import { ReplayService } from '../../replay/replay.service.js';
import { HealthBoard, type Readiness } from '../reporting/health-board.js';
import { HealthService } from './health.service.js';

/** Is the service of use: each part that reports its readiness, and before them the stream to subscribe to. */
@Injectable()
export class ReadinessIndicator implements OnModuleInit {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly board: HealthBoard,
    private readonly replay: ReplayService,
    private readonly health: HealthService,
  ) {}

  onModuleInit(): void {
    this.board.addReadinessCheck('source', () => this.#source());
  }

  /** One for each part. */
  checks(): HealthIndicatorFunction[] {
    return [...this.board.readiness()].map(([part, { ready, details }]) => () => {
      const indicator = this.indicators.check(part);
      return ready ? indicator.up(details) : indicator.down(details);
    });
  }

  /** Open, and it flows unless it was paused or has ended. */
  #source(): Readiness {
    const { state, mode } = this.replay.state();
    const { status, issues } = this.health.report();
    return { ready: state !== 'STARTING' && status !== 'unhealthy', details: { state, mode, issues } };
  }
}
