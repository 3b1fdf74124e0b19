import { type HealthIssue } from '@genesis/contracts';
import { type HealthFacts } from './health-facts.js';

/** Looks for one thing that can be wrong; null where it is not. */
export type HealthCheck = (facts: HealthFacts) => HealthIssue | null;

/** A few slow starts say nothing. */
const LATENCY_SAMPLES_NEEDED = 100;
const LAG_REMEMBERED_SECONDS = 60;
const UNUSABLE_SHARE_ALLOWED = 0.05;
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
export const streamStalled: HealthCheck = ({ replay, silentSeconds, stallSeconds }) =>
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

/** While it starts nothing is wrong yet. */
export const databaseAway: HealthCheck = ({ database }) =>
  database.state !== 'DOWN'
    ? null
    : {
        code: 'DATABASE_AWAY',
        severity: 'degraded',
        message: `the service tries to reach its database again and again; ${database.reason}`,
      };

/** Above it operators have time to act before something is lost. */
const SPOOL_SHARE_ALLOWED = 0.8;

export const spoolFailing: HealthCheck = ({ journal }) =>
  journal === null || (journal.spoolFailure === null && journal.dropped === 0)
    ? null
    : {
        code: 'SPOOL_FAILING',
        severity: 'degraded',
        message: `${journal.spoolFailure ?? 'it works again'}; ${journal.queued} events wait in memory, ${journal.dropped} were lost since the start`,
      };

export const spoolFilling: HealthCheck = ({ journal }) =>
  journal === null || journal.spoolBytes <= SPOOL_SHARE_ALLOWED * journal.spoolMaxBytes
    ? null
    : {
        code: 'SPOOL_FILLING',
        severity: 'degraded',
        message: `${journal.spoolBytes} of SPOOL_MAX_BYTES=${journal.spoolMaxBytes} bytes wait for the database`,
      };

export const journalBehind: HealthCheck = ({ journal, journalBehindSeconds }) =>
  journal === null || journal.lagSeconds <= journalBehindSeconds
    ? null
    : {
        code: 'JOURNAL_BEHIND',
        severity: 'degraded',
        message: `events have waited ${journal.lagSeconds.toFixed(0)} s for the database (JOURNAL_BEHIND_SECONDS=${journalBehindSeconds}); ${journal.writeFailure ?? 'it takes them slowly'}`,
      };

/** Until the next start: by then somebody has looked at what is missing in the record. */
export const journalRefused: HealthCheck = ({ journal }) =>
  journal === null || journal.refused === 0
    ? null
    : {
        code: 'JOURNAL_REFUSED',
        severity: 'degraded',
        message: `${journal.refused} events since the start can never be stored and are not in the database; they are in refused.jsonl below SPOOL_DIR, the log says why`,
      };

export const replayBehind: HealthCheck = ({ trouble, maxLagMs }) =>
  trouble.secondsSinceLagReset >= LAG_REMEMBERED_SECONDS
    ? null
    : {
        code: 'REPLAY_BEHIND',
        severity: 'degraded',
        message: `the replay fell more than REPLAY_MAX_LAG_MS=${maxLagMs} behind in the last minute and went on from where it was`,
      };

export const latencyOverBudget: HealthCheck = ({ latency, latencyBudgetMs }) =>
  latency.samples < LATENCY_SAMPLES_NEEDED || latency.p99Ms <= latencyBudgetMs
    ? null
    : {
        code: 'LATENCY_OVER_BUDGET',
        severity: 'degraded',
        message: `99 % of snapshots of the last minute within ${latency.p99Ms.toFixed(1)} ms, more than LATENCY_BUDGET_MS=${latencyBudgetMs}`,
      };

export const listenerFailures: HealthCheck = ({ listenerFailures: count, lastListenerFailure }) =>
  count === 0
    ? null
    : {
        code: 'LISTENER_FAILURES',
        severity: 'degraded',
        message: `${count} in the last minute, the newest: ${lastListenerFailure ?? 'unknown'}`,
      };

export const errorRate: HealthCheck = ({ snapshots, unusableRows }) => {
  const rows = snapshots + unusableRows;
  if (unusableRows < UNUSABLE_ROWS_ALLOWED || unusableRows <= UNUSABLE_SHARE_ALLOWED * rows) return null;
  const percent = ((100 * unusableRows) / rows).toFixed(1);
  return {
    code: 'ERROR_RATE',
    severity: 'degraded',
    message: `${unusableRows} of ${rows} rows (${percent} %) of the last minute could not be used`,
  };
};

/** Gravest first. */
export const HEALTH_CHECKS: readonly HealthCheck[] = [
  replayFailed,
  streamStalled,
  sourceFallback,
  sourceRetrying,
  databaseAway,
  spoolFailing,
  spoolFilling,
  journalBehind,
  journalRefused,
  replayBehind,
  latencyOverBudget,
  listenerFailures,
  errorRate,
];
