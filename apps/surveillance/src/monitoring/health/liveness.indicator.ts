import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { Settings } from '../../config/settings.js';
import { EventLoopDelay } from '../event-loop-delay.js';

/**
 * Is the one thread that everything runs on free to work? Beyond EVENT_LOOP_LIMIT_MS the process answers, but does not do
 * its work any more.
 */
@Injectable()
export class LivenessIndicator {
  constructor(
    private readonly settings: Settings,
    private readonly indicators: HealthIndicatorService,
    private readonly delay: EventLoopDelay,
  ) {}

  check(): HealthIndicatorResult {
    const { p99Ms } = this.delay;
    const { eventLoopLimitMs } = this.settings;
    const indicator = this.indicators.check('event_loop');
    const details = { p99_delay_ms: p99Ms, allowed_ms: eventLoopLimitMs };
    return p99Ms > eventLoopLimitMs ? indicator.down(details) : indicator.up(details);
  }
}
