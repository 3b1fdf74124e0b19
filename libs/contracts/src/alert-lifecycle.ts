import { type AlertMessage } from './alert-message.js';

/** What analysts have made of an alert, in the order in which it goes on; it never goes back. */
export const ALERT_STATUSES = ['NEW', 'ACKNOWLEDGED', 'ESCALATED', 'CLOSED'] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

export const CLOSE_REASONS = ['TRUE_POSITIVE', 'FALSE_POSITIVE', 'DATA_FAULT', 'OTHER'] as const;
export type CloseReason = (typeof CLOSE_REASONS)[number];

/** What an analyst can do with an alert: REST `POST /alerts/:id/<action>`. */
export const LIFECYCLE_ACTIONS = ['acknowledge', 'escalate', 'close', 'assign', 'notes'] as const;
export type LifecycleAction = (typeof LIFECYCLE_ACTIONS)[number];

/** How an alert stands with the analysts. */
export interface AlertLifecycle {
  readonly status: AlertStatus;
  readonly assignee: string | null;
  /** Set where the status is CLOSED. */
  readonly close_reason: CloseReason | null;
}

/** REST `GET /alerts/:id` and `/alerts/history`: the alert with how it stands. */
export interface AlertRecord extends AlertMessage {
  readonly lifecycle: AlertLifecycle;
}

/**
 * Socket.IO event `alert_lifecycle`, and the answer to a step: `stored` says what has it by now. A step in the spool
 * outlives a crash of the service; one in memory does not (DATABASE=off).
 */
export interface AlertLifecycleMessage {
  readonly alert_id: string;
  readonly symbol: string;
  readonly action: LifecycleAction;
  readonly actor: string;
  readonly lifecycle: AlertLifecycle;
  readonly stored: 'spool' | 'database' | 'memory';
}

/** Everything that can happen to an alert; the first three come from the engine. */
export const ALERT_EVENT_KINDS = [
  'RAISED',
  'UPDATED',
  'SETTLED',
  'EVIDENCE',
  'ACKNOWLEDGED',
  'ESCALATED',
  'CLOSED',
  'ASSIGNED',
  'NOTED',
  /** A step that was no longer allowed when it reached the database: another service was first. */
  'REFUSED',
  /** Settings of detectors were changed while the service ran; concerns no single alert. */
  'RECONFIGURED',
] as const;
export type AlertEventKind = (typeof ALERT_EVENT_KINDS)[number];

/** REST `GET /alerts/:id/events`: one link of the audit chain. */
export interface AlertEventMessage {
  /** Place in the chain, from 1; null for a step that has not reached the database yet. */
  readonly position: number | null;
  readonly alert_id: string | null;
  readonly kind: AlertEventKind;
  /** UTC, ISO 8601 with microseconds. */
  readonly at: string;
  /** Who did it; `engine` for the engine. */
  readonly actor: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** SHA-256 of the link; null with `position`. */
  readonly hash: string | null;
}
