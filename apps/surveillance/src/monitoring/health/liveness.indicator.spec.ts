import { HealthIndicatorService } from '@nestjs/terminus';
import { parseSettings } from '../../config/parse-settings.js';
import { type EventLoopDelay } from '../event-loop-delay.js';
import { LivenessIndicator } from './liveness.indicator.js';

describe('LivenessIndicator', () => {
  it.each([
    [2000, 'up'],
    [2001, 'down'],
  ])('a delay of %i ms is %s', (p99Ms, status) => {
    const indicator = new LivenessIndicator(parseSettings({}), new HealthIndicatorService(), {
      p99Ms,
    } as EventLoopDelay);
    expect(indicator.check()).toEqual({ event_loop: { status, p99_delay_ms: p99Ms, allowed_ms: 2000 } });
  });
});
