import { type ActiveMode, type ControllerState } from './replay-state.js';

/** REST `GET /metrics/dashboard`, Socket.IO event `metrics`. */
export interface DashboardMetrics {
  readonly uptime: number;
  readonly total_snapshots: number;
  readonly snapshots_per_second: number;
  readonly avg_latency_ms: number;
  readonly p95_latency_ms: number;
  readonly p99_latency_ms: number;
  readonly total_errors: number;
  readonly error_breakdown: Readonly<Record<string, number>>;
  readonly active_connections: number;
  readonly controller_state: ControllerState;
  readonly replay_speed: number;
  readonly mode: ActiveMode;
  readonly total_alerts: number;
  readonly total_anomalies: number;
  readonly conflated_frames: number;
  readonly memory_rss_bytes: number;
}
