import { grade } from './grade.js';
import { type HealthCheck } from './health-check.js';

/** A few slow starts say nothing. */
const LATENCY_SAMPLES_NEEDED = 100;
const LAG_REMEMBERED_SECONDS = 60;
const UNUSABLE_ROWS_ALLOWED = 20;

export const replayFailed: HealthCheck = ({ replay }) =>
  replay.state !== 'FAILED'
    ? null
    : {
        code: 'REPLAY_FAILED',
        severity: 'unhealthy',
        message: ['no source can be replayed', ...replay.notices].join('; '),
      };

/** A gap in the data is no stall: then the next snapshot is known and not due yet. */
export const streamStalled: HealthCheck = ({ replay, silentSeconds, thresholds: { stallSeconds } }) =>
  replay.state !== 'PLAYING' || silentSeconds <= stallSeconds || (replay.next_due_in ?? 0) > 0
    ? null
    : {
        code: 'STREAM_STALLED',
        severity: 'unhealthy',
        message: `playing, but no snapshot for ${silentSeconds.toFixed(1)} s (STALL_SECONDS=${stallSeconds})`,
      };

export const sourceFallback: HealthCheck = ({ replay }) =>
  !replay.degraded || replay.state === 'FAILED'
    ? null
    : {
        code: 'SOURCE_FALLBACK',
        severity: 'degraded',
        message: [`${replay.mode} stands in for the mode that is wanted`, ...replay.notices].join('; '),
      };

export const sourceRetrying: HealthCheck = ({ trouble }) =>
  trouble.retrying === null
    ? null
    : { code: 'SOURCE_RETRYING', severity: 'degraded', message: `the source failed; ${trouble.retrying}` };

export const replayBehind: HealthCheck = ({ trouble, thresholds: { replayMaxLagMs } }) =>
  trouble.secondsSinceLagReset >= LAG_REMEMBERED_SECONDS
    ? null
    : {
        code: 'REPLAY_BEHIND',
        severity: 'degraded',
        message: `the replay fell more than REPLAY_MAX_LAG_MS=${replayMaxLagMs} behind in the last minute and went on from where it was`,
      };

export const latencyOverBudget: HealthCheck = ({ latency, thresholds }) => {
  const { latencyBudgetMs, latencyLimitMs } = thresholds;
  const severity = grade(latency.p99Ms, latencyBudgetMs, latencyLimitMs);
  if (severity === null || latency.samples < LATENCY_SAMPLES_NEEDED) return null;
  return {
    code: 'LATENCY_OVER_BUDGET',
    severity,
    message: `99 % of snapshots of the last minute within ${latency.p99Ms.toFixed(1)} ms (LATENCY_BUDGET_MS=${latencyBudgetMs}, LATENCY_LIMIT_MS=${latencyLimitMs})`,
  };
};

export const errorRate: HealthCheck = ({ snapshots, unusableRows, thresholds }) => {
  const { errorRateBudget, errorRateLimit } = thresholds;
  const rows = snapshots + unusableRows;
  const severity = grade(unusableRows, errorRateBudget * rows, errorRateLimit * rows);
  if (severity === null || unusableRows < UNUSABLE_ROWS_ALLOWED) return null;
  const percent = ((100 * unusableRows) / rows).toFixed(1);
  return {
    code: 'ERROR_RATE',
    severity,
    message: `${unusableRows} of ${rows} rows (${percent} %) of the last minute could not be used (ERROR_RATE_BUDGET=${errorRateBudget}, ERROR_RATE_LIMIT=${errorRateLimit})`,
  };
};
