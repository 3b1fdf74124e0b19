import { type ActiveMode } from './replay-state.js';

export interface HealthIssue {
  /** Stable, e.g. `STREAM_STALLED`. */
  readonly code: string;
  readonly severity: 'degraded' | 'unhealthy';
  readonly message: string;
}

/** REST `GET /health`; 503 when unhealthy. `issues` keeps the predecessor's list of texts. */
export interface HealthReport {
  readonly status: 'healthy' | 'degraded' | 'unhealthy';
  readonly issues: readonly string[];
  readonly issue_details: readonly HealthIssue[];
  readonly mode: ActiveMode;
  /** Seconds since the start. */
  readonly uptime: number;
}
