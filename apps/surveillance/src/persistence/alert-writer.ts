import { LifecycleBook } from '@genesis/alerts';
import {
  AlertJournal,
  AlertStore,
  DEFAULT_JOURNAL_SETTINGS,
  type Database,
  type JournalListener,
  type JournalStatistics,
  type KeptStep,
  type RecordedConfiguration,
  type SettingsEntry,
  type SettingsRecord,
  type StepEntry,
  type WriteReceipt,
} from '@genesis/storage';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { Settings } from '../config/settings.js';
import { Runtime } from '../replay/runtime.js';
import { DatabaseService } from './database.service.js';

/**
 * Brings what happens to alerts from the bus to the database, through the journal. Without a database (DATABASE=off)
 * there is none, and lifecycle steps are kept in memory alone.
 */
@Injectable()
export class AlertWriter implements OnModuleInit, BeforeApplicationShutdown {
  readonly #logger = new Logger('Journal');
  #journal: AlertJournal | null = null;
  #timer: NodeJS.Timeout | null = null;
  #store: { readonly database: Database; readonly store: AlertStore } | null = null;

  constructor(
    private readonly settings: Settings,
    private readonly bus: SurveillanceBus,
    private readonly databases: DatabaseService,
    private readonly runtime: Runtime,
    private readonly book: LifecycleBook,
  ) {}

  async onModuleInit(): Promise<void> {
    if (this.settings.databaseMode === 'off') {
      this.#logger.warn('DATABASE=off: alerts and what analysts do with them are kept in memory only');
      return;
    }
    const journal = await AlertJournal.open({
      settings: this.#journalSettings(),
      clock: this.runtime,
      listener: this.#listener(),
      target: () => this.#target(),
    });
    for (const { alertId, command, step } of await journal.waitingSteps())
      this.book.resume(alertId, command, step);
    this.#journal = journal;
    this.#listen(journal);
    this.#timer = setInterval(() => this.#move(journal), this.settings.journalFlushMs).unref();
  }

  /** Null with DATABASE=off. */
  statistics(): JournalStatistics | null {
    return this.#journal?.statistics() ?? null;
  }

  /**
   * Keeps an analyst's step for good; null where there is no journal.
   * @throws NotDurableError where neither spool nor database take it
   */
  async step(step: Omit<StepEntry, 'type' | 'at'>): Promise<KeptStep | null> {
    const journal = this.#journal;
    if (journal === null) return null;
    const kept = await journal.step(step);
    void journal.drain();
    return kept;
  }

  /** Alerts name this configuration from now on. */
  configuration(configuration: RecordedConfiguration): void {
    this.#journal?.configuration(configuration);
  }

  /**
   * Keeps a change of detection settings for good; in memory alone, by who asks, where there is no journal.
   * @throws NotDurableError where neither spool nor database take it
   */
  async reconfigured(record: SettingsRecord): Promise<void> {
    await this.#journal?.settings(record);
    void this.#journal?.drain();
  }

  /** Changes of settings that an earlier process kept and could not write, oldest first. */
  async waitingSettings(): Promise<SettingsEntry[]> {
    return (await this.#journal?.waitingSettings()) ?? [];
  }

  /** While the database is still there; what it does not take in time waits on disk for the next start. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#journal?.close(this.settings.shutdownGraceMs);
  }

  #listen(journal: AlertJournal): void {
    const listener = AlertWriter.name;
    const { bus } = this;
    bus.on('alert', listener, (alert) => journal.alert('RAISED', alert));
    bus.on('alert_updated', listener, (alert) => journal.alert('UPDATED', alert));
    bus.on('alert_settled', listener, (alert) => journal.alert('SETTLED', alert));
    bus.on('evidence', listener, (evidence) => journal.evidence(evidence));
    bus.on('anomaly', listener, (anomaly) => journal.anomaly(anomaly));
    bus.on('database', listener, ({ state }) => {
      if (state === 'UP') journal.wake();
    });
  }

  #move(journal: AlertJournal): void {
    void journal.flush().then(() => journal.drain());
  }

  #target(): AlertStore | null {
    const database = this.databases.current();
    if (database === null) return null;
    if (this.#store?.database !== database)
      this.#store = { database, store: new AlertStore(database, this.settings.databaseStallMs) };
    return this.#store.store;
  }

  #journalSettings(): typeof DEFAULT_JOURNAL_SETTINGS {
    const { spoolFolder, spoolMaxBytes, journalQueue, journalBatch } = this.settings;
    return {
      ...DEFAULT_JOURNAL_SETTINGS,
      spoolFolder,
      spoolMaxBytes,
      queueCapacity: journalQueue,
      batchSize: journalBatch,
      retryBaseMs: this.settings.sourceRetryBaseMs,
      retryMaxMs: this.settings.sourceRetryMaxMs,
    };
  }

  #listener(): JournalListener {
    const logger = this.#logger;
    return {
      written: (receipt) => this.#learn(receipt),
      dropped: (count) => {
        if (count % 1000 === 1) logger.error(`${count} events found no room in memory and are lost`);
      },
      spoolFailed: (message) => logger.error(`the spool takes nothing: ${message}`),
      spoolRecovered: () => logger.log('the spool takes events again'),
      writeFailed: (message) => {
        logger.warn(`events wait on disk: ${message}`);
        this.databases.suspect();
      },
      writeRecovered: () => logger.log('events reach the database again'),
      damaged: (file, lines) =>
        logger.error(
          `${file}: ${lines.length} damaged line(s) are left out, and kept in damaged.txt beside it`,
        ),
      refused: (file, message) => logger.error(`an event can never be stored, kept in ${file}: ${message}`),
    };
  }

  #learn({ lifecycles, steps }: WriteReceipt): void {
    for (const [alertId, lifecycle] of lifecycles) this.book.learn(alertId, lifecycle);
    for (const { alertId, command } of steps) this.book.end(alertId, command);
  }
}
