import { type AlertMessage } from '@genesis/contracts';

/** Keeps the alerts with the highest scores; of equal ones those that came first. */
export class TopAlerts {
  readonly #alerts: AlertMessage[] = [];

  constructor(readonly capacity: number) {}

  add(alert: AlertMessage): void {
    const last = this.#alerts.at(-1);
    if (this.#alerts.length === this.capacity && last !== undefined && alert.score <= last.score) return;
    this.#alerts.splice(this.#positionOf(alert.score), 0, alert);
    if (this.#alerts.length > this.capacity) this.#alerts.pop();
  }

  /** Highest score first. */
  all(): readonly AlertMessage[] {
    return this.#alerts;
  }

  /** Behind all alerts of at least this score. */
  #positionOf(score: number): number {
    let from = 0;
    let to = this.#alerts.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (this.#alerts[middle].score >= score) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
