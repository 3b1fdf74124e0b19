import { grade } from './grade.js';
import { type HealthCheck } from './health-check.js';

export const eventLoopDelayed: HealthCheck = ({ eventLoopDelayMs, thresholds }) => {
  const { eventLoopBudgetMs, eventLoopLimitMs } = thresholds;
  const severity = grade(eventLoopDelayMs, eventLoopBudgetMs, eventLoopLimitMs);
  return severity === null
    ? null
    : {
        code: 'EVENT_LOOP_DELAYED',
        severity,
        message: `timers come ${eventLoopDelayMs.toFixed(0)} ms late (EVENT_LOOP_BUDGET_MS=${eventLoopBudgetMs}, EVENT_LOOP_LIMIT_MS=${eventLoopLimitMs})`,
      };
};

export const listenerFailures: HealthCheck = ({ listenerFailures: count, lastListenerFailure }) =>
  count === 0
    ? null
    : {
        code: 'LISTENER_FAILURES',
        severity: 'degraded',
        message: `${count} in the last minute, the newest: ${lastListenerFailure ?? 'unknown'}`,
      };
