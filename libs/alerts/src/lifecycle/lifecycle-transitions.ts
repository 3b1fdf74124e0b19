import {
  LIFECYCLE_ACTIONS,
  type AlertLifecycle,
  type AlertStatus,
  type LifecycleAction,
} from '@genesis/contracts';
import { type LifecycleStep } from './lifecycle-step.js';

export const NEW_LIFECYCLE: AlertLifecycle = { status: 'NEW', assignee: null, close_reason: null };

/**
 * What each action turns a status into; an action that is missing is not allowed. Status only goes on: who escalates or
 * closes at first sight has acknowledged by it. A closed alert stays closed, since its reason is on record and the
 * pattern, if it is still there, is raised anew; what is learnt later is added as a note, which is always possible.
 */
export const LIFECYCLE_TRANSITIONS: Readonly<
  Record<AlertStatus, Readonly<Partial<Record<LifecycleAction, AlertStatus>>>>
> = {
  NEW: { acknowledge: 'ACKNOWLEDGED', escalate: 'ESCALATED', close: 'CLOSED', assign: 'NEW', notes: 'NEW' },
  ACKNOWLEDGED: {
    escalate: 'ESCALATED',
    close: 'CLOSED',
    assign: 'ACKNOWLEDGED',
    notes: 'ACKNOWLEDGED',
  },
  ESCALATED: { close: 'CLOSED', assign: 'ESCALATED', notes: 'ESCALATED' },
  CLOSED: { notes: 'CLOSED' },
};

export function allowedActions(status: AlertStatus): LifecycleAction[] {
  return LIFECYCLE_ACTIONS.filter((action) => LIFECYCLE_TRANSITIONS[status][action] !== undefined);
}

/** How an alert stands after a step; null where its status does not allow it. */
export function applyStep(lifecycle: AlertLifecycle, step: LifecycleStep): AlertLifecycle | null {
  const status = LIFECYCLE_TRANSITIONS[lifecycle.status][step.action];
  if (status === undefined) return null;
  if (step.action === 'assign') return { ...lifecycle, assignee: step.assignee };
  if (step.action === 'close') return { ...lifecycle, status, close_reason: step.reason };
  return { ...lifecycle, status };
}
