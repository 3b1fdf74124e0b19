export interface ProbeExamples {
  readonly up: object;
  readonly down: object;
}

const SOURCE = { status: 'up', state: 'PLAYING', mode: 'CSV_REPLAY', issues: [] };
const STALLED = { ...SOURCE, status: 'down', issues: ['STREAM_STALLED'] };
const OTHER_PARTS = {
  database: { status: 'up', state: 'UP', away_seconds: 0 },
  migrations: { status: 'up', pending: [] },
  spool: {
    status: 'up',
    queued: 0,
    queue_limit: 20_000,
    bytes: 0,
    bytes_limit: 1_073_741_824,
    failure: null,
  },
  worker: { status: 'up', alive: 1, workers: 1, queued: 0 },
};

/** What the two probes answer; Terminus documents its own with a database that is not here. */
export const PROBE_EXAMPLES: Readonly<Record<string, ProbeExamples>> = {
  '/health/live': {
    up: passed({ event_loop: { status: 'up', p99_delay_ms: 12.4, allowed_ms: 2000 } }),
    down: failed({ event_loop: { status: 'down', p99_delay_ms: 3150.2, allowed_ms: 2000 } }),
  },
  '/health/ready': {
    up: passed({ source: SOURCE, ...OTHER_PARTS }),
    down: {
      status: 'error',
      info: OTHER_PARTS,
      error: { source: STALLED },
      details: { source: STALLED, ...OTHER_PARTS },
    },
  },
};

function passed(details: object): object {
  return { status: 'ok', info: details, error: {}, details };
}

function failed(details: object): object {
  return { status: 'error', info: {}, error: details, details };
}
