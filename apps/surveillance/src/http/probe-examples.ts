export interface ProbeExamples {
  readonly up: object;
  readonly down: object;
}

/** What the two probes answer; Terminus documents its own with a database that is not here. */
export const PROBE_EXAMPLES: Readonly<Record<string, ProbeExamples>> = {
  '/health/live': {
    up: passed({ event_loop: { status: 'up', p99_delay_ms: 12.4, allowed_ms: 2000 } }),
    down: failed({ event_loop: { status: 'down', p99_delay_ms: 3150.2, allowed_ms: 2000 } }),
  },
  '/health/ready': {
    up: passed({ source: { status: 'up', state: 'PLAYING', mode: 'CSV_REPLAY', issues: [] } }),
    down: failed({ source: { status: 'down', state: 'STARTING', mode: null, issues: [] } }),
  },
};

function passed(details: object): object {
  return { status: 'ok', info: details, error: {}, details };
}

function failed(details: object): object {
  return { status: 'error', info: {}, error: details, details };
}
