import {
  ALERT_STATUSES,
  LIFECYCLE_ACTIONS,
  type AlertLifecycle,
  type AlertStatus,
  type LifecycleAction,
} from '@genesis/contracts';
import fc from 'fast-check';
import { IllegalStepError } from './illegal-step.error.js';
import { type LifecycleStep } from './lifecycle-step.js';
import { allowedActions, applyStep, NEW_LIFECYCLE } from './lifecycle-transitions.js';

const STEPS: Readonly<Record<LifecycleAction, LifecycleStep>> = {
  acknowledge: { action: 'acknowledge', note: null },
  escalate: { action: 'escalate', note: null },
  close: { action: 'close', reason: 'DATA_FAULT', note: null },
  assign: { action: 'assign', assignee: 'kim', note: null },
  notes: { action: 'notes', note: 'seen before' },
};

function lifecycle(status: AlertStatus): AlertLifecycle {
  return { status, assignee: null, close_reason: status === 'CLOSED' ? 'TRUE_POSITIVE' : null };
}

describe('the lifecycle of an alert', () => {
  it.each<[AlertStatus, LifecycleAction, AlertStatus | null]>([
    ['NEW', 'acknowledge', 'ACKNOWLEDGED'],
    ['NEW', 'escalate', 'ESCALATED'],
    ['NEW', 'close', 'CLOSED'],
    ['NEW', 'assign', 'NEW'],
    ['NEW', 'notes', 'NEW'],
    ['ACKNOWLEDGED', 'acknowledge', null],
    ['ACKNOWLEDGED', 'escalate', 'ESCALATED'],
    ['ACKNOWLEDGED', 'close', 'CLOSED'],
    ['ACKNOWLEDGED', 'assign', 'ACKNOWLEDGED'],
    ['ACKNOWLEDGED', 'notes', 'ACKNOWLEDGED'],
    ['ESCALATED', 'acknowledge', null],
    ['ESCALATED', 'escalate', null],
    ['ESCALATED', 'close', 'CLOSED'],
    ['ESCALATED', 'assign', 'ESCALATED'],
    ['ESCALATED', 'notes', 'ESCALATED'],
    ['CLOSED', 'acknowledge', null],
    ['CLOSED', 'escalate', null],
    ['CLOSED', 'close', null],
    ['CLOSED', 'assign', null],
    ['CLOSED', 'notes', 'CLOSED'],
  ])('%s + %s gives %s', (status, action, next) => {
    expect(applyStep(lifecycle(status), STEPS[action])?.status ?? null).toBe(next);
  });

  it('keeps who has it and why it was closed', () => {
    const assigned = applyStep(NEW_LIFECYCLE, STEPS.assign) ?? NEW_LIFECYCLE;
    expect(applyStep(assigned, STEPS.close)).toEqual({
      status: 'CLOSED',
      assignee: 'kim',
      close_reason: 'DATA_FAULT',
    });
    expect(applyStep(assigned, { action: 'assign', assignee: null, note: null })).toEqual(NEW_LIFECYCLE);
  });

  it('never goes back, and has a close reason exactly while it is closed', () => {
    const actions = fc.array(fc.constantFrom(...LIFECYCLE_ACTIONS), { maxLength: 12 });
    fc.assert(
      fc.property(actions, (taken) => {
        let state = NEW_LIFECYCLE;
        for (const action of taken) {
          const next = applyStep(state, STEPS[action]);
          expect(next !== null).toBe(allowedActions(state.status).includes(action));
          if (next === null) continue;
          expect(ALERT_STATUSES.indexOf(next.status)).toBeGreaterThanOrEqual(
            ALERT_STATUSES.indexOf(state.status),
          );
          expect(next.close_reason !== null).toBe(next.status === 'CLOSED');
          state = next;
        }
      }),
    );
  });

  it('says what is allowed where a step is not', () => {
    const error = new IllegalStepError('3f6c', 'acknowledge', 'ESCALATED');
    expect(error.message).toBe(
      'acknowledge is not possible: alert 3f6c is ESCALATED; allowed are close, assign, notes',
    );
    expect(error.allowed).toEqual(['close', 'assign', 'notes']);
  });
});
