import { SEVERITIES, type AlertMessage, type Severity, type SignalType } from '@genesis/contracts';

/** The last alerts by id, oldest first, and how many there were of each kind since the start. */
export class AlertLog {
  total = 0;
  escalations = 0;
  readonly byType = new Map<SignalType, number>();
  readonly bySeverity = new Map<Severity, number>(SEVERITIES.map((severity) => [severity, 0]));
  /** A Map keeps the order of insertion, also when a value is replaced. */
  readonly #alerts = new Map<string, AlertMessage>();

  constructor(readonly capacity: number) {}

  /** Adds an alert; one with a known id (the stream was played again) replaces what stands there. */
  add(alert: AlertMessage): void {
    const known = this.#alerts.get(alert.id);
    if (known !== undefined) {
      this.update(known, alert);
      return;
    }
    this.total++;
    this.byType.set(alert.type, (this.byType.get(alert.type) ?? 0) + 1);
    this.#count(alert, 1);
    this.#alerts.set(alert.id, alert);
    if (this.#alerts.size > this.capacity) this.#dropOldest();
  }

  /** Puts `next` in the place of `before`; an alert that has left the log is only counted anew. */
  update(before: AlertMessage, next: AlertMessage): void {
    this.#count(before, -1);
    this.#count(next, 1);
    if (this.#alerts.has(next.id)) this.#alerts.set(next.id, next);
  }

  find(id: string): AlertMessage | undefined {
    return this.#alerts.get(id);
  }

  all(): readonly AlertMessage[] {
    return [...this.#alerts.values()];
  }

  severityCounts(): Record<Severity, number> {
    return Object.fromEntries(this.bySeverity) as Record<Severity, number>;
  }

  #count(alert: AlertMessage, by: number): void {
    this.bySeverity.set(alert.severity, (this.bySeverity.get(alert.severity) ?? 0) + by);
    if (alert.escalated) this.escalations += by;
  }

  #dropOldest(): void {
    const oldest = this.#alerts.keys().next();
    if (oldest.done !== true) this.#alerts.delete(oldest.value);
  }
}
