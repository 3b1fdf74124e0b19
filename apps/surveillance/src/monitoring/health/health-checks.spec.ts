import { type ReplayState } from '@genesis/contracts';
import { type JournalStatistics } from '@genesis/storage';
import { parseSettings } from '../../config/parse-settings.js';
import { HEALTH_CHECKS } from './health-checks.js';
import { type HealthFacts } from './health-facts.js';
import { eventLoopDelayed, listenerFailures } from './process-checks.js';
import { databaseAway, migrationsPending } from './storage-checks.js';
import {
  errorRate,
  latencyOverBudget,
  replayBehind,
  replayFailed,
  sourceFallback,
  sourceRetrying,
  streamStalled,
} from './stream-checks.js';

const PLAYING: ReplayState = {
  mode: 'SIMULATION',
  requested_mode: 'AUTO',
  source: 'simulated market',
  state: 'PLAYING',
  speed: 1,
  loop: true,
  loops_completed: 0,
  symbols: ['SIM1'],
  position: 1_700_000_000,
  next_position: 1_700_000_000.1,
  next_due_in: 0,
  from: null,
  to: null,
  snapshots: 100,
  degraded: false,
  notices: [],
};

const WELL: HealthFacts = {
  thresholds: parseSettings({}),
  replay: PLAYING,
  trouble: { lagResets: 0, secondsSinceLagReset: Infinity, retrying: null },
  database: { state: 'UP', reason: 'PostgreSQL at db.example:5432/orderbook' },
  databaseAwaySeconds: 0,
  pendingMigrations: [],
  journal: null,
  silentSeconds: 0.1,
  latency: { averageMs: 0.4, p95Ms: 1, p99Ms: 5, samples: 10_000 },
  eventLoopDelayMs: 3,
  listenerFailures: 0,
  lastListenerFailure: null,
  snapshots: 1000,
  unusableRows: 0,
};

const withReplay = (state: Partial<ReplayState>, facts: Partial<HealthFacts> = {}): HealthFacts => ({
  ...WELL,
  ...facts,
  replay: { ...PLAYING, ...state },
});

describe('health checks', () => {
  it('find nothing in a service that is well', () => {
    expect(HEALTH_CHECKS.map((check) => check(WELL))).toEqual(HEALTH_CHECKS.map(() => null));
  });

  it.each(['PAUSED', 'ENDED', 'STARTING'] as const)(
    'find nothing wrong with a silent replay that is %s',
    (state) => {
      const facts = withReplay({ state, next_due_in: null }, { silentSeconds: 3600 });
      expect(HEALTH_CHECKS.every((check) => check(facts) === null)).toBe(true);
    },
  );

  it('STREAM_STALLED: playing, something due, and silent for longer than STALL_SECONDS', () => {
    expect(streamStalled({ ...WELL, silentSeconds: 10 })).toBeNull();
    expect(streamStalled({ ...WELL, silentSeconds: 10.1 })).toEqual({
      code: 'STREAM_STALLED',
      severity: 'unhealthy',
      message: 'playing, but no snapshot for 10.1 s (STALL_SECONDS=10)',
    });
  });

  it('STREAM_STALLED: also while the source is waited for', () => {
    expect(streamStalled(withReplay({ next_due_in: null }, { silentSeconds: 11 }))?.code).toBe(
      'STREAM_STALLED',
    );
  });

  it('STREAM_STALLED: not in a gap of the data', () => {
    expect(streamStalled(withReplay({ next_due_in: 3600 }, { silentSeconds: 11 }))).toBeNull();
  });

  it('REPLAY_FAILED: says why', () => {
    const facts = withReplay({
      state: 'FAILED',
      degraded: true,
      notices: ['CSV_REPLAY is not in use: gone'],
    });
    expect(replayFailed(facts)).toEqual({
      code: 'REPLAY_FAILED',
      severity: 'unhealthy',
      message: 'no source can be replayed; CSV_REPLAY is not in use: gone',
    });
    expect(sourceFallback(facts)).toBeNull();
  });

  it('SOURCE_FALLBACK: another mode than the one that is wanted', () => {
    const facts = withReplay({ degraded: true, notices: ['CSV_REPLAY is not in use: gone'] });
    expect(sourceFallback(facts)).toEqual({
      code: 'SOURCE_FALLBACK',
      severity: 'degraded',
      message: 'SIMULATION stands in for the mode that is wanted; CSV_REPLAY is not in use: gone',
    });
  });

  it('SOURCE_RETRYING: while the source is waited for', () => {
    const trouble = { ...WELL.trouble, retrying: 'try 1 of 5 follows: a.csv: cut off' };
    expect(sourceRetrying({ ...WELL, trouble })).toEqual({
      code: 'SOURCE_RETRYING',
      severity: 'degraded',
      message: 'the source failed; try 1 of 5 follows: a.csv: cut off',
    });
  });

  it('DATABASE_AWAY: gone or never there, but neither off nor starting', () => {
    const databaseAwaySeconds = 300;
    expect(databaseAway({ ...WELL, database: { state: 'OFF', reason: 'DATABASE=off' } })).toBeNull();
    const starting = { ...WELL, database: { state: 'STARTING', reason: 'not connected yet' } } as const;
    expect(databaseAway({ ...starting, databaseAwaySeconds })).toBeNull();
    expect(databaseAway({ ...starting, databaseAwaySeconds: 301 })?.severity).toBe('unhealthy');
    const database = { state: 'DOWN', reason: 'PostgreSQL at db:5432/x is away: refused' } as const;
    expect(databaseAway({ ...WELL, database, databaseAwaySeconds })).toEqual({
      code: 'DATABASE_AWAY',
      severity: 'degraded',
      message:
        'away for 300 s (DATABASE_AWAY_LIMIT_SECONDS=300), the service tries to reach it again and again; PostgreSQL at db:5432/x is away: refused',
    });
    expect(databaseAway({ ...WELL, database, databaseAwaySeconds: 301 })?.severity).toBe('unhealthy');
  });

  it('MIGRATIONS_PENDING: names them', () => {
    expect(migrationsPending({ ...WELL, pendingMigrations: ['Alerts1', 'Evidence2'] })).toEqual({
      code: 'MIGRATIONS_PENDING',
      severity: 'unhealthy',
      message: 'the database does not have Alerts1, Evidence2; npx genesis migrate',
    });
  });

  it('EVENT_LOOP_DELAYED: degraded above its budget, unhealthy above its limit', () => {
    expect(eventLoopDelayed({ ...WELL, eventLoopDelayMs: 200 })).toBeNull();
    expect(eventLoopDelayed({ ...WELL, eventLoopDelayMs: 201 })).toEqual({
      code: 'EVENT_LOOP_DELAYED',
      severity: 'degraded',
      message: 'timers come 201 ms late (EVENT_LOOP_BUDGET_MS=200, EVENT_LOOP_LIMIT_MS=2000)',
    });
    expect(eventLoopDelayed({ ...WELL, eventLoopDelayMs: 2001 })?.severity).toBe('unhealthy');
  });

  it('REPLAY_BEHIND: for a minute after the replay could not keep up', () => {
    const behind = (secondsSinceLagReset: number): HealthFacts => ({
      ...WELL,
      trouble: { lagResets: 1, secondsSinceLagReset, retrying: null },
    });
    expect(replayBehind(behind(60))).toBeNull();
    expect(replayBehind(behind(59.9))).toMatchObject({ code: 'REPLAY_BEHIND', severity: 'degraded' });
  });

  it('LATENCY_OVER_BUDGET: the 99th percentile, once there are enough samples', () => {
    const slow = { averageMs: 20, p95Ms: 40, p99Ms: 50.1, samples: 100 };
    expect(latencyOverBudget({ ...WELL, latency: { ...slow, p99Ms: 50 } })).toBeNull();
    expect(latencyOverBudget({ ...WELL, latency: { ...slow, samples: 99 } })).toBeNull();
    expect(latencyOverBudget({ ...WELL, latency: slow })).toMatchObject({
      code: 'LATENCY_OVER_BUDGET',
      severity: 'degraded',
      message:
        '99 % of snapshots of the last minute within 50.1 ms (LATENCY_BUDGET_MS=50, LATENCY_LIMIT_MS=1000)',
    });
    const stuck = { ...slow, p99Ms: 1000.1 };
    expect(latencyOverBudget({ ...WELL, latency: stuck })?.severity).toBe('unhealthy');
  });

  it('LISTENER_FAILURES: names the newest', () => {
    const facts = { ...WELL, listenerFailures: 2, lastListenerFailure: 'Broken on "alert": boom' };
    expect(listenerFailures(facts)).toMatchObject({
      code: 'LISTENER_FAILURES',
      severity: 'degraded',
      message: '2 in the last minute, the newest: Broken on "alert": boom',
    });
  });

  it('ERROR_RATE: more than a twentieth of the rows, and not just a few', () => {
    expect(errorRate({ ...WELL, snapshots: 10, unusableRows: 19 })).toBeNull();
    expect(errorRate({ ...WELL, snapshots: 950, unusableRows: 50 })).toBeNull();
    expect(errorRate({ ...WELL, snapshots: 949, unusableRows: 51 })).toMatchObject({
      code: 'ERROR_RATE',
      severity: 'degraded',
      message:
        '51 of 1000 rows (5.1 %) of the last minute could not be used (ERROR_RATE_BUDGET=0.05, ERROR_RATE_LIMIT=0.5)',
    });
    expect(errorRate({ ...WELL, snapshots: 500, unusableRows: 500 })?.severity).toBe('degraded');
    expect(errorRate({ ...WELL, snapshots: 499, unusableRows: 501 })?.severity).toBe('unhealthy');
  });
});

describe('health checks of the journal', () => {
  const JOURNAL: JournalStatistics = {
    queued: 2,
    queueCapacity: 20_000,
    spoolBytes: 0,
    spoolMaxBytes: 1000,
    written: 10,
    writeFailures: 0,
    dropped: 0,
    damaged: 0,
    refused: 0,
    lagSeconds: 0,
    spoolFailure: null,
    writeFailure: null,
  };

  it.each<[Partial<JournalStatistics>, string[]]>([
    [{}, []],
    [{ spoolBytes: 800, lagSeconds: 30 }, []],
    [
      { spoolFailure: 'ENOSPC' },
      ['SPOOL_FAILING: ENOSPC; 2 events wait in memory, 0 were lost since the start'],
    ],
    [{ dropped: 4 }, ['SPOOL_FAILING: it works again; 2 events wait in memory, 4 were lost since the start']],
    [
      { spoolBytes: 801 },
      [
        'SPOOL_FILLING: 801 of SPOOL_MAX_BYTES=1000 bytes wait for the database (QUEUE_BUDGET=0.8, QUEUE_LIMIT=0.95)',
      ],
    ],
    [
      { queued: 16_001 },
      [
        'QUEUE_FILLING: 16001 events wait in memory, JOURNAL_QUEUE=20000 find room (QUEUE_BUDGET=0.8, QUEUE_LIMIT=0.95)',
      ],
    ],
    [
      { lagSeconds: 31, writeFailure: 'no answer' },
      ['JOURNAL_BEHIND: events have waited 31 s for the database (JOURNAL_BEHIND_SECONDS=30); no answer'],
    ],
    [
      { refused: 3 },
      [
        'JOURNAL_REFUSED: 3 events since the start can never be stored and are not in the database; they are in refused.jsonl below SPOOL_DIR, the log says why',
      ],
    ],
  ])('%j gives %j', (changes, expected) => {
    const facts = { ...WELL, journal: { ...JOURNAL, ...changes } };
    const issues = HEALTH_CHECKS.map((check) => check(facts)).filter((issue) => issue !== null);
    expect(issues.map(({ code, message }) => `${code}: ${message}`)).toEqual(expected);
    expect(issues.every(({ severity }) => severity === 'degraded')).toBe(true);
  });

  it.each<[Partial<JournalStatistics>, string | null]>([
    [{ queued: 19_000, spoolBytes: 950 }, null],
    [{ queued: 19_001 }, 'QUEUE_FILLING'],
    [{ spoolBytes: 951 }, 'SPOOL_FILLING'],
  ])('%j is unhealthy by %s', (changes, expected) => {
    const facts = { ...WELL, journal: { ...JOURNAL, ...changes } };
    const unhealthy = HEALTH_CHECKS.map((check) => check(facts)).find(
      (issue) => issue?.severity === 'unhealthy',
    );
    expect(unhealthy?.code ?? null).toBe(expected);
  });
});
