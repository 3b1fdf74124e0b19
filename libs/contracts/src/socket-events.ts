import { type AlertLifecycleMessage } from './alert-lifecycle.js';
import { type AlertMessage } from './alert-message.js';
import { type AnomalyMessage } from './anomaly-message.js';
import { type DashboardMetrics } from './dashboard-metrics.js';
import { type RegimeChange } from './regime-messages.js';
import { type ReplayState } from './replay-state.js';
import { type SnapshotMessage } from './snapshot-message.js';

/** Rooms a client may join: all of a kind, or (ROOM_KINDS_WITH_SYMBOL) of one symbol, e.g. `snapshots:AAPL`. */
export const ROOM_KINDS = ['snapshots', 'alerts', 'anomalies', 'regimes', 'metrics', 'replay'] as const;
export type RoomKind = (typeof ROOM_KINDS)[number];
export const ROOM_KINDS_WITH_SYMBOL: readonly RoomKind[] = ['snapshots', 'alerts', 'regimes'];

export interface SubscribeRequest {
  readonly room: string;
  /** Snapshot messages a second and symbol at the most; the newest state wins. */
  readonly maxRate?: number;
}

export type Acknowledgement =
  { readonly ok: true; readonly room: string } | { readonly ok: false; readonly error: string };

export interface ServerToClientEvents {
  /** On joining a snapshot room: up to 100 snapshots, oldest first. */
  history: (snapshots: readonly SnapshotMessage[]) => void;
  snapshot: (snapshot: SnapshotMessage) => void;
  alert: (alert: AlertMessage) => void;
  /** A known alert (same id) that changed: escalated, or stands for more repeats. */
  alert_update: (alert: AlertMessage) => void;
  /** An analyst did something with an alert. */
  alert_lifecycle: (change: AlertLifecycleMessage) => void;
  anomaly: (anomaly: AnomalyMessage) => void;
  /** An instrument entered a regime; room `regimes`. */
  regime: (change: RegimeChange) => void;
  metrics: (metrics: DashboardMetrics) => void;
  replay: (state: ReplayState) => void;
}

export interface ClientToServerEvents {
  subscribe: (request: SubscribeRequest, acknowledge: (answer: Acknowledgement) => void) => void;
  unsubscribe: (request: SubscribeRequest, acknowledge: (answer: Acknowledgement) => void) => void;
}
