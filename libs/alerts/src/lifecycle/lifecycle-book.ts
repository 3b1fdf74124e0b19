import { type AlertLifecycle } from '@genesis/contracts';
import { IllegalStepError } from './illegal-step.error.js';
import { type LifecycleStep } from './lifecycle-step.js';
import { applyStep, NEW_LIFECYCLE } from './lifecycle-transitions.js';

interface PendingStep {
  readonly command: string;
  readonly step: LifecycleStep;
}

/**
 * How alerts stand as far as this process knows: what the database has said, and on top of it the steps that have not
 * reached the database yet. Bounded: beyond `capacity` what was learnt first is forgotten, and learnt again when needed.
 */
export class LifecycleBook {
  readonly #learnt = new Map<string, AlertLifecycle>();
  readonly #pending = new Map<string, PendingStep[]>();

  constructor(readonly capacity = 20_000) {}

  of(alertId: string): AlertLifecycle {
    let lifecycle = this.#learnt.get(alertId) ?? NEW_LIFECYCLE;
    // A step that the database has in the meantime is not possible any more, and changes nothing a second time.
    for (const { step } of this.#pending.get(alertId) ?? [])
      lifecycle = applyStep(lifecycle, step) ?? lifecycle;
    return lifecycle;
  }

  /** What the database says. */
  learn(alertId: string, lifecycle: AlertLifecycle): void {
    this.#learnt.delete(alertId);
    this.#learnt.set(alertId, lifecycle);
    if (this.#learnt.size <= this.capacity) return;
    const oldest = this.#learnt.keys().next();
    if (oldest.done !== true) this.#learnt.delete(oldest.value);
  }

  /**
   * Takes a step that is on its way to the database; it counts from now on.
   * @throws IllegalStepError naming the allowed ones
   */
  begin(alertId: string, command: string, step: LifecycleStep): AlertLifecycle {
    const before = this.of(alertId);
    const next = applyStep(before, step);
    if (next === null) throw new IllegalStepError(alertId, step.action, before.status);
    this.resume(alertId, command, step);
    return next;
  }

  /** Takes a step that was kept before the process began. */
  resume(alertId: string, command: string, step: LifecycleStep): void {
    this.#pending.set(alertId, [...(this.#pending.get(alertId) ?? []), { command, step }]);
  }

  /** The step is in the database, or it never will be. */
  end(alertId: string, command: string): void {
    const left = (this.#pending.get(alertId) ?? []).filter((pending) => pending.command !== command);
    if (left.length === 0) this.#pending.delete(alertId);
    else this.#pending.set(alertId, left);
  }
}
