import { LifecycleBook } from '@genesis/alerts';
import { type AlertMessage, type AlertRecord } from '@genesis/contracts';
import {
  AlertArchive,
  type ArchivedAlert,
  type ArchiveFilter,
  type ArchivePlace,
  isAwayError,
} from '@genesis/storage';
import { Injectable, ServiceUnavailableException } from '@nestjs/common';
import { DatabaseService } from '../persistence/database.service.js';
import { AlertsService } from './alerts.service.js';
import { cursorAt, type HistoryCursor } from './history-cursor.js';

export interface HistoryPage {
  /** Newest last. */
  readonly alerts: AlertRecord[];
  /** Cursor of the page before; null where there is none. */
  readonly next: string | null;
  /** Why older alerts are missing; null where none are. */
  readonly partial: string | null;
}

interface MemoryPart {
  /** Newest last. */
  readonly alerts: readonly AlertMessage[];
  readonly isAll: boolean;
}

/**
 * Pages through alerts: first those in memory, newest first as they were raised, then all that the database has
 * besides, newest first by their time. A page is filled from the database where memory has too few.
 */
@Injectable()
export class AlertHistoryService {
  constructor(
    private readonly alerts: AlertsService,
    private readonly databases: DatabaseService,
    private readonly book: LifecycleBook,
  ) {}

  async page(limit: number, filter: ArchiveFilter, before: HistoryCursor | null): Promise<HistoryPage> {
    await this.#ask((archive) => this.#refresh(archive));
    const memory = this.#inMemory(limit, filter, before);
    if (!memory.isAll) {
      const next = cursorAt('memory', memory.alerts[0]);
      return { alerts: this.#records(memory.alerts), next, partial: null };
    }
    const filled = await this.#ask((archive) => this.#fill(archive, limit, filter, before, memory.alerts));
    return filled ?? this.#memoryAlone(memory.alerts, before);
  }

  /** An alert of memory or of the database; undefined where neither has it. @throws 503 where one cannot be asked */
  async find(id: string): Promise<AlertRecord | undefined> {
    // No alert is called so, and PostgreSQL takes no text with a NUL.
    if (id.includes('\0')) return undefined;
    const known = this.alerts.find(id);
    const asked = await this.#ask(async (archive) => ({ archived: await archive.find(id) }));
    if (asked?.archived) this.book.learn(id, asked.archived.lifecycle);
    const alert = known ?? asked?.archived?.alert;
    if (alert !== undefined) return this.record(alert);
    if (asked === null) this.#requireOff();
    return undefined;
  }

  record(alert: AlertMessage): AlertRecord {
    return { ...alert, lifecycle: this.book.of(alert.id) };
  }

  #inMemory(limit: number, filter: ArchiveFilter, before: HistoryCursor | null): MemoryPart {
    if (before?.phase === 'database') return { alerts: [], isAll: true };
    const all = this.alerts.history();
    const end = before === null ? all.length : all.findIndex(({ id }) => id === before.place.id);
    // The alert at the cursor has left memory, and with it all that are older.
    const passing = all.slice(0, Math.max(0, end)).filter((alert) => this.#passes(alert, filter));
    return { alerts: passing.slice(-limit), isAll: passing.length <= limit };
  }

  /** The rest of the page, and one more that tells whether there is another page. */
  async #fill(
    archive: AlertArchive,
    limit: number,
    filter: ArchiveFilter,
    before: HistoryCursor | null,
    memory: readonly AlertMessage[],
  ): Promise<HistoryPage> {
    const all = this.alerts.history().map(({ id }) => id);
    const missing = limit - memory.length;
    const found = await archive.page(filter, this.#place(before), all, missing + 1);
    const older = found.slice(0, missing);
    for (const { alert, lifecycle } of older) this.book.learn(alert.id, lifecycle);
    const alerts = [...older.map(({ alert }: ArchivedAlert) => alert).reverse(), ...memory];
    if (older.length > 0) alerts.sort((a, b) => a.timestamp - b.timestamp);
    return { alerts: this.#records(alerts), next: this.#next(found, older, memory), partial: null };
  }

  #next(
    found: readonly ArchivedAlert[],
    older: readonly ArchivedAlert[],
    memory: readonly AlertMessage[],
  ): string | null {
    if (found.length === older.length) return null;
    const last = older.at(-1);
    return last === undefined ? cursorAt('memory', memory[0]) : cursorAt('database', last.alert);
  }

  /** Where the database goes on: after memory at its newest, unless the cursor's alert has left memory. */
  #place(before: HistoryCursor | null): ArchivePlace | null {
    if (before === null) return null;
    const stillThere = before.phase === 'memory' && this.alerts.find(before.place.id) !== undefined;
    return stillThere ? null : before.place;
  }

  async #refresh(archive: AlertArchive): Promise<void> {
    const ids = this.alerts.history().map(({ id }) => id);
    const lifecycles = await archive.lifecycles(ids);
    for (const [id, lifecycle] of lifecycles) this.book.learn(id, lifecycle);
  }

  /** What the database answers; null where it is away or off. */
  async #ask<T>(question: (archive: AlertArchive) => Promise<T>): Promise<T | null> {
    const database = this.databases.current();
    if (database === null) return null;
    try {
      return await question(new AlertArchive(database));
    } catch (error) {
      if (!isAwayError(error)) throw error;
      this.databases.suspect();
      return null;
    }
  }

  #memoryAlone(alerts: readonly AlertMessage[], before: HistoryCursor | null): HistoryPage {
    const { state, reason } = this.databases.state();
    if (before?.phase === 'database') this.#requireOff();
    return { alerts: this.#records(alerts), next: null, partial: state === 'OFF' ? null : away(reason) };
  }

  /** @throws 503 where there is a database that could know more */
  #requireOff(): void {
    const { state, reason } = this.databases.state();
    if (state !== 'OFF') throw new ServiceUnavailableException([away(reason)]);
  }

  #passes(
    alert: AlertMessage,
    { symbol, type, severity, status, assignee, from, to }: ArchiveFilter,
  ): boolean {
    const lifecycle = this.book.of(alert.id);
    return (
      (symbol === undefined || alert.symbol === symbol) &&
      (type === undefined || alert.type === type) &&
      (severity === undefined || alert.severity === severity) &&
      (status === undefined || lifecycle.status === status) &&
      (assignee === undefined || lifecycle.assignee === assignee) &&
      alert.timestamp >= (from ?? -Infinity) &&
      alert.timestamp <= (to ?? Infinity)
    );
  }

  #records(alerts: readonly AlertMessage[]): AlertRecord[] {
    return alerts.map((alert) => this.record(alert));
  }
}

export function away(reason: string): string {
  return `older alerts are in the database, which is away: ${reason}`;
}
