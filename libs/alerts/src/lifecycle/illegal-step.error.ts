import { type AlertStatus, type LifecycleAction } from '@genesis/contracts';
import { allowedActions } from './lifecycle-transitions.js';

/** A step that the status of its alert does not allow; the message names those that it does. */
export class IllegalStepError extends Error {
  override readonly name = 'IllegalStepError';
  readonly allowed: readonly LifecycleAction[];

  constructor(alertId: string, action: LifecycleAction, status: AlertStatus) {
    const allowed = allowedActions(status);
    super(`${action} is not possible: alert ${alertId} is ${status}; allowed are ${allowed.join(', ')}`);
    this.allowed = allowed;
  }
}
