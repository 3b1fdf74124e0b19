import { type CollectedEvidence } from '@genesis/alerts';
import {
  type ActiveMode,
  type AlertLifecycleMessage,
  type AlertMessage,
  type AnomalyMessage,
  type DashboardMetrics,
  type RegimeChange,
  type ReplayState,
  type SnapshotMessage,
} from '@genesis/contracts';
import { type SnapshotBatch } from '@genesis/market';

/** Rows `from` up to (not including) `to` of a batch are due now. Listeners finish with them before they return. */
export interface BatchDue {
  readonly batch: SnapshotBatch;
  readonly from: number;
  readonly to: number;
  /** Monotonic milliseconds at which the rows became due, for latency; null for rows that a step asked for at once. */
  readonly dueAtMs: number | null;
}

/** Accepted snapshots of one slice, in order; copies that a listener may keep. */
export interface SnapshotsReady {
  readonly snapshots: readonly SnapshotMessage[];
  readonly dueAtMs: number | null;
}

/** `count` snapshots that became due at `dueAtMs` have been handed to every client's socket. */
export interface SnapshotsBroadcast {
  readonly count: number;
  readonly dueAtMs: number | null;
  /** Monotonic milliseconds, the same clock as `dueAtMs`. */
  readonly sentAtMs: number;
}

export interface ModeChanged {
  readonly from: ActiveMode | null;
  readonly to: ActiveMode;
  readonly reason: string;
}

export interface DatabaseState {
  /** OFF: none is wanted. STARTING: no try to connect has ended yet. */
  readonly state: 'OFF' | 'STARTING' | 'UP' | 'DOWN';
  /** In one line: which one it is, or why it is not there. */
  readonly reason: string;
}

export interface ListenerFailed {
  readonly event: string;
  readonly listener: string;
  readonly error: Error;
}

/** Everything that travels on the internal bus, once. What socket clients see is declared in libs/contracts. */
export interface SurveillanceEvents {
  /** Replay → Analytics: the only payload that is a live buffer. */
  batch: BatchDue;
  snapshots: SnapshotsReady;
  /** Gateway → Monitoring, after each `snapshots`. */
  broadcast: SnapshotsBroadcast;
  alert: AlertMessage;
  alert_updated: AlertMessage;
  alert_settled: AlertMessage;
  /** An analyst did something with an alert. */
  alert_lifecycle: AlertLifecycleMessage;
  /** Evidence → Persistence, after `alert`, or an `alert_updated` that reaches farther: the rows of its window. */
  evidence: CollectedEvidence;
  anomaly: AnomalyMessage;
  /** Clustering: an instrument entered a regime. */
  regime: RegimeChange;
  /** The stream jumped (seek, loop, another source): state that belongs to the old position is void. */
  stream_reset: { readonly reason: string };
  /** The data came to its end. */
  stream_ended: { readonly reason: string };
  replay: ReplayState;
  mode: ModeChanged;
  /** The database came, or went away. */
  database: DatabaseState;
  /** Monitoring → Gateway, once every METRICS_INTERVAL. */
  metrics: DashboardMetrics;
  listener_failed: ListenerFailed;
}

export type SurveillanceEventName = keyof SurveillanceEvents;
