import { decimal, integer, list, type SettingDefinitions } from '@genesis/settings';
import { type Settings } from './settings.js';

/** What health is judged by: above a budget it is degraded, above a limit unhealthy. */
export type HealthThresholds = Pick<
  Settings,
  | 'stallSeconds'
  | 'latencyBudgetMs'
  | 'latencyLimitMs'
  | 'errorRateBudget'
  | 'errorRateLimit'
  | 'queueBudget'
  | 'queueLimit'
  | 'databaseAwayLimitSeconds'
  | 'journalBehindSeconds'
  | 'eventLoopBudgetMs'
  | 'eventLoopLimitMs'
  | 'replayMaxLagMs'
>;

type MonitoringSettings = Pick<Settings, 'metricsIntervalMs' | 'selfCheckSeconds' | 'healthStrictCodes'> &
  Omit<HealthThresholds, 'journalBehindSeconds' | 'replayMaxLagMs'>;

/** A part of setting-definitions.ts. */
export const MONITORING_SETTING_DEFINITIONS: SettingDefinitions<MonitoringSettings> = {
  metricsIntervalMs: integer({
    env: 'METRICS_INTERVAL_MS',
    unit: 'ms',
    default: 1000,
    min: 100,
    max: 60_000,
    description: 'How often the rates are taken and the room `metrics` is told.',
  }),
  selfCheckSeconds: decimal({
    env: 'SELF_CHECK_SECONDS',
    unit: 's',
    default: 30,
    min: 0.05,
    max: 3_600,
    description: 'How often the service checks what it cannot see all the time, such as missing migrations.',
  }),
  healthStrictCodes: list({
    env: 'HEALTH_STRICT_CODES',
    default: [],
    separator: /,/,
    shape: /^[A-Z][A-Z_]{2,40}$/,
    allowed: 'codes of issues separated by commas, such as DETECTOR_BLIND,JOURNAL_REFUSED',
    description: 'Issues that make health unhealthy (503) where they would only degrade it.',
  }),
  stallSeconds: decimal({
    env: 'STALL_SECONDS',
    unit: 's',
    default: 10,
    min: 0.1,
    max: 86_400,
    description:
      'A playing stream that shows nothing for this long, though something is due, counts as stalled: unhealthy.',
  }),
  latencyBudgetMs: decimal({
    env: 'LATENCY_BUDGET_MS',
    unit: 'ms',
    default: 50,
    min: 0.1,
    max: 60_000,
    description: 'Health is degraded while the 99th percentile of the latency is above this.',
  }),
  latencyLimitMs: decimal({
    env: 'LATENCY_LIMIT_MS',
    unit: 'ms',
    default: 1_000,
    min: 0.1,
    max: 600_000,
    description: 'And unhealthy while it is above this; at least LATENCY_BUDGET_MS.',
  }),
  errorRateBudget: decimal({
    env: 'ERROR_RATE_BUDGET',
    unit: 'share of the rows',
    default: 0.05,
    min: 0,
    max: 1,
    description:
      'Health is degraded while more than this share of the rows of the last minute (and more than 20) could not be used.',
  }),
  errorRateLimit: decimal({
    env: 'ERROR_RATE_LIMIT',
    unit: 'share of the rows',
    default: 0.5,
    min: 0,
    max: 1,
    description: 'And unhealthy while it is more than this; at least ERROR_RATE_BUDGET.',
  }),
  queueBudget: decimal({
    env: 'QUEUE_BUDGET',
    unit: 'share of the room',
    default: 0.8,
    min: 0,
    max: 1,
    description:
      'Health is degraded while more than this share of JOURNAL_QUEUE or of SPOOL_MAX_BYTES is taken.',
  }),
  queueLimit: decimal({
    env: 'QUEUE_LIMIT',
    unit: 'share of the room',
    default: 0.95,
    min: 0,
    max: 1,
    description: 'And unhealthy, and not ready, while it is more than this; at least QUEUE_BUDGET.',
  }),
  databaseAwayLimitSeconds: decimal({
    env: 'DATABASE_AWAY_LIMIT_SECONDS',
    unit: 's',
    default: 300,
    min: 0,
    max: 1_000_000_000,
    description:
      'A database that is away makes health degraded at once, and unhealthy and not ready after this time; until then ' +
      'alerts wait in SPOOL_DIR.',
  }),
  eventLoopBudgetMs: decimal({
    env: 'EVENT_LOOP_BUDGET_MS',
    unit: 'ms',
    default: 200,
    min: 1,
    max: 60_000,
    description: 'Health is degraded while timers of the process come later than this (99th percentile).',
  }),
  eventLoopLimitMs: decimal({
    env: 'EVENT_LOOP_LIMIT_MS',
    unit: 'ms',
    default: 2_000,
    min: 1,
    max: 600_000,
    description: 'And not alive while they come later than this; at least EVENT_LOOP_BUDGET_MS.',
  }),
};
