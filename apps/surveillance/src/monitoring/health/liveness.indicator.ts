import { Injectable } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { EventLoopDelay } from '../event-loop-delay.js';

/** Beyond this the process answers, but does not do its work any more. */
const LONGEST_DELAY_MS = 2_000;

/** Is the one thread that everything runs on free to work? */
@Injectable()
export class LivenessIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly delay: EventLoopDelay,
  ) {}

  check(): HealthIndicatorResult {
    const { p99Ms } = this.delay;
    const indicator = this.indicators.check('event_loop');
    const details = { p99_delay_ms: p99Ms, allowed_ms: LONGEST_DELAY_MS };
    return p99Ms > LONGEST_DELAY_MS ? indicator.down(details) : indicator.up(details);
  }
}
