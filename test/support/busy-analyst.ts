import { setTimeout as sleep } from 'node:timers/promises';
import { type AlertMessage } from '@genesis/contracts';
import { type RandomSource } from '@genesis/market';
import { type ServiceProcess } from './service-process.js';

const BETWEEN_STEPS_MS = 50;

export interface AnsweredStep {
  readonly alertId: string;
  readonly kind: 'NOTED' | 'ASSIGNED';
  /** The note, or whom it was assigned to: no two steps have the same. */
  readonly text: string;
}

/** Takes notes of alerts and assigns them, one step after the other, and remembers which ones were answered. */
export class BusyAnalyst {
  readonly answered: AnsweredStep[] = [];
  /** Answers other than 200, in words. */
  readonly refused: string[] = [];
  #steps = 0;

  constructor(private readonly random: RandomSource) {}

  /** Works until the service is gone or `signal` is aborted. */
  async work(service: ServiceProcess, signal: AbortSignal): Promise<void> {
    while (service.running && !signal.aborted) {
      const alerts = await this.#alerts(service);
      if (alerts.length > 0) await this.#step(service, this.#oneOf(alerts).id);
      await sleep(this.random() * BETWEEN_STEPS_MS);
    }
  }

  async #alerts(service: ServiceProcess): Promise<AlertMessage[]> {
    const response = await service.ask('/alerts/history?limit=1000');
    return response?.status === 200 ? ((await response.json()) as AlertMessage[]) : [];
  }

  async #step(service: ServiceProcess, alertId: string): Promise<void> {
    const text = `step ${++this.#steps}`;
    const isNote = this.random() < 0.5;
    const path = `/alerts/${alertId}/${isNote ? 'notes' : 'assign'}`;
    const response = await service.ask(path, { actor: 'kim', [isNote ? 'note' : 'assignee']: text });
    if (response?.status === 200) this.answered.push({ alertId, kind: isNote ? 'NOTED' : 'ASSIGNED', text });
    else if (response !== null) this.refused.push(`${response.status} ${await response.text()}`);
  }

  #oneOf<T>(values: readonly T[]): T {
    return values[Math.floor(this.random() * values.length)];
  }
}
