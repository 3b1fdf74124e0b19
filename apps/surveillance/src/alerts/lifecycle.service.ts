import { setTimeout as sleep } from 'node:timers/promises';
import {
  IllegalStepError,
  isoMicros,
  KIND_OF_ACTION,
  LifecycleBook,
  type LifecycleStep,
} from '@genesis/alerts';
import { type AlertEventMessage, type AlertLifecycleMessage } from '@genesis/contracts';
import { AlertArchive, type KeptStep, NotDurableError } from '@genesis/storage';
import {
  ConflictException,
  Injectable,
  NotFoundException,
  ServiceUnavailableException,
} from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { quoted } from '../http/quoted.js';
import { AlertWriter } from '../persistence/alert-writer.js';
import { DatabaseService } from '../persistence/database.service.js';
import { Runtime } from '../replay/runtime.js';
import { AlertHistoryService, away } from './alert-history.service.js';

/** How long an answer waits for the database to confirm what is already safe on disk. */
const CONFIRMATION_MS = 1_000;
const MOST_EVENTS = 1_000;
/** Steps that are kept in memory with DATABASE=off. */
const MOST_STEPS = 10_000;

/** What analysts do with alerts. */
@Injectable()
export class LifecycleService {
  /** With DATABASE=off: all there is. */
  readonly #steps: AlertEventMessage[] = [];

  constructor(
    private readonly history: AlertHistoryService,
    private readonly writer: AlertWriter,
    private readonly book: LifecycleBook,
    private readonly databases: DatabaseService,
    private readonly bus: SurveillanceBus,
    private readonly runtime: Runtime,
  ) {}

  /**
   * Takes a step and keeps it for good before it answers.
   * @throws 404 for an unknown alert, 409 naming the steps that are allowed, 503 where nothing can keep it
   */
  async take(alertId: string, actor: string, step: LifecycleStep): Promise<AlertLifecycleMessage> {
    const alert = await this.history.find(alertId);
    if (alert === undefined) throw new NotFoundException([unknown(alertId)]);
    const command = this.runtime.newId();
    this.#begin(alertId, command, step);
    const stored = await this.#keep(alertId, alert.symbol, actor, command, step);
    const lifecycle = this.book.of(alertId);
    const change = { alert_id: alertId, symbol: alert.symbol, action: step.action, actor, lifecycle, stored };
    this.bus.emit('alert_lifecycle', change);
    return change;
  }

  /** What happened to an alert, oldest first. @throws 404, or 503 while the database is away */
  async events(alertId: string): Promise<AlertEventMessage[]> {
    const { state, reason } = this.databases.state();
    const database = this.databases.current();
    const alert = await this.history.find(alertId);
    if (alert === undefined) throw new NotFoundException([unknown(alertId)]);
    if (state === 'OFF') return this.#steps.filter(({ alert_id: id }) => id === alertId);
    if (database === null) throw new ServiceUnavailableException([away(reason)]);
    const links = await new AlertArchive(database).events(alertId, MOST_EVENTS);
    return links.map(({ position, kind, at, actor, payload, hash }) => ({
      position,
      alert_id: alertId,
      kind,
      at,
      actor,
      payload: JSON.parse(payload) as AlertEventMessage['payload'],
      hash,
    }));
  }

  #begin(alertId: string, command: string, step: LifecycleStep): void {
    try {
      this.book.begin(alertId, command, step);
    } catch (error) {
      if (error instanceof IllegalStepError) throw new ConflictException([error.message]);
      throw error;
    }
  }

  async #keep(
    alertId: string,
    symbol: string,
    actor: string,
    command: string,
    step: LifecycleStep,
  ): Promise<AlertLifecycleMessage['stored']> {
    try {
      const kept = await this.writer.step({ alertId, symbol, actor, command, step });
      if (kept !== null) return await this.#confirmed(alertId, step, kept);
      this.book.learn(alertId, this.book.of(alertId));
      this.book.end(alertId, command);
      this.#remember(alertId, actor, step);
      return 'memory';
    } catch (error) {
      if (!(error instanceof NotDurableError)) throw error;
      this.book.end(alertId, command);
      throw new ServiceUnavailableException([error.message]);
    }
  }

  /** @throws 409 where another service was first */
  async #confirmed(
    alertId: string,
    step: LifecycleStep,
    { written }: KeptStep,
  ): Promise<AlertLifecycleMessage['stored']> {
    void written.then(({ command }) => this.book.end(alertId, command));
    if (this.databases.current() === null) return 'spool';
    const done = new AbortController();
    const outcome = await Promise.race([written, patience(done.signal)]);
    done.abort();
    if (outcome === null) return 'spool';
    if (outcome.applied) return 'database';
    const { status } = this.book.of(alertId);
    throw new ConflictException([new IllegalStepError(alertId, step.action, status).message]);
  }

  #remember(alertId: string, actor: string, step: LifecycleStep): void {
    const { action, ...payload } = step;
    const at = isoMicros(this.runtime.epochMs());
    const event = {
      position: null,
      alert_id: alertId,
      kind: KIND_OF_ACTION[action],
      at,
      actor,
      payload,
      hash: null,
    };
    this.#steps.push(event);
    if (this.#steps.length > MOST_STEPS) this.#steps.shift();
  }
}

/** Null when the time for a confirmation is over, or nobody waits for it any more: an aborted wait rejects. */
async function patience(signal: AbortSignal): Promise<null> {
  return sleep(CONFIRMATION_MS, null, { signal }).catch(() => null);
}

export function unknown(alertId: string): string {
  return `alert ${quoted(alertId)} is not known; /alerts/history lists those that are`;
}
