import { grade } from './grade.js';
import { type HealthCheck } from './health-check.js';

/** While it starts nothing is wrong yet, unless that takes too long. */
export const databaseAway: HealthCheck = ({ database, databaseAwaySeconds, thresholds }) => {
  const { databaseAwayLimitSeconds: limit } = thresholds;
  if (database.state === 'UP' || database.state === 'OFF') return null;
  const tooLong = databaseAwaySeconds > limit;
  if (database.state === 'STARTING' && !tooLong) return null;
  return {
    code: 'DATABASE_AWAY',
    severity: tooLong ? 'unhealthy' : 'degraded',
    message: `away for ${databaseAwaySeconds.toFixed(0)} s (DATABASE_AWAY_LIMIT_SECONDS=${limit}), the service tries to reach it again and again; ${database.reason}`,
  };
};

export const migrationsPending: HealthCheck = ({ pendingMigrations }) =>
  pendingMigrations.length === 0
    ? null
    : {
        code: 'MIGRATIONS_PENDING',
        severity: 'unhealthy',
        message: `the database does not have ${pendingMigrations.join(', ')}; npx genesis migrate`,
      };

export const spoolFailing: HealthCheck = ({ journal }) =>
  journal === null || (journal.spoolFailure === null && journal.dropped === 0)
    ? null
    : {
        code: 'SPOOL_FAILING',
        severity: 'degraded',
        message: `${journal.spoolFailure ?? 'it works again'}; ${journal.queued} events wait in memory, ${journal.dropped} were lost since the start`,
      };

export const spoolFilling: HealthCheck = ({ journal, thresholds: { queueBudget, queueLimit } }) => {
  if (journal === null) return null;
  const { spoolBytes, spoolMaxBytes } = journal;
  const severity = grade(spoolBytes, queueBudget * spoolMaxBytes, queueLimit * spoolMaxBytes);
  return severity === null
    ? null
    : {
        code: 'SPOOL_FILLING',
        severity,
        message: `${spoolBytes} of SPOOL_MAX_BYTES=${spoolMaxBytes} bytes wait for the database (QUEUE_BUDGET=${queueBudget}, QUEUE_LIMIT=${queueLimit})`,
      };
};

export const queueFilling: HealthCheck = ({ journal, thresholds: { queueBudget, queueLimit } }) => {
  if (journal === null) return null;
  const { queued, queueCapacity } = journal;
  const severity = grade(queued, queueBudget * queueCapacity, queueLimit * queueCapacity);
  return severity === null
    ? null
    : {
        code: 'QUEUE_FILLING',
        severity,
        message: `${queued} events wait in memory, JOURNAL_QUEUE=${queueCapacity} find room (QUEUE_BUDGET=${queueBudget}, QUEUE_LIMIT=${queueLimit})`,
      };
};

export const journalBehind: HealthCheck = ({ journal, thresholds: { journalBehindSeconds } }) =>
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
