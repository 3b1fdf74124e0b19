import { type HealthCheck } from './health-check.js';
import { eventLoopDelayed, listenerFailures } from './process-checks.js';
import {
  databaseAway,
  journalBehind,
  journalRefused,
  migrationsPending,
  queueFilling,
  spoolFailing,
  spoolFilling,
} from './storage-checks.js';
import {
  errorRate,
  latencyOverBudget,
  replayBehind,
  replayFailed,
  sourceFallback,
  sourceRetrying,
  streamStalled,
} from './stream-checks.js';

/** Gravest first. docs/OPERATIONS.md says of each code what to do. */
export const HEALTH_CHECKS: readonly HealthCheck[] = [
  replayFailed,
  streamStalled,
  sourceFallback,
  sourceRetrying,
  databaseAway,
  migrationsPending,
  spoolFailing,
  queueFilling,
  spoolFilling,
  journalBehind,
  journalRefused,
  replayBehind,
  latencyOverBudget,
  eventLoopDelayed,
  listenerFailures,
  errorRate,
];
