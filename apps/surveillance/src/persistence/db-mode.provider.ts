import { type SnapshotSource } from '@genesis/ingest';
import { type DatabaseSourceOptions, DatabaseSource, type Database } from '@genesis/storage';
import { Injectable, Logger } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { type Availability, type ModeProvider } from '../replay/mode-provider.js';
import { CurrentDatabaseSource } from './current-database-source.js';
import { DatabaseService } from './database.service.js';
import { type Holdings, SampleSession } from './sample-session.js';

/** A database that starts up is waited for so long. */
const START_WAIT_MS = 15_000;
/** At its first start the embedded server makes its cluster, which takes a slow machine many seconds. */
const FIRST_START_WAIT_MS = 60_000;

/**
 * DB_REPLAY: the snapshots of the database. In AUTO an embedded database with nothing in it gets the sample session;
 * where that is all it holds, the files of CSV_PATH go before it.
 */
@Injectable()
export class DbModeProvider implements ModeProvider {
  readonly mode = 'DB_REPLAY';
  readonly endless = false;
  readonly #logger = new Logger('Database');

  constructor(
    private readonly settings: Settings,
    private readonly databases: DatabaseService,
    private readonly sample: SampleSession,
  ) {}

  async available(): Promise<Availability> {
    // What is being set up is empty: files that are named need not wait for it.
    const filesFirst = this.settings.csvPaths.length > 0;
    await this.databases.settled(START_WAIT_MS, filesFirst ? START_WAIT_MS : FIRST_START_WAIT_MS);
    const database = this.databases.current();
    if (database === null) return this.#refuseAway();
    try {
      return await this.#judge(database);
    } catch (error) {
      this.databases.suspect();
      throw error;
    }
  }

  open(): Promise<SnapshotSource> {
    return Promise.resolve(new CurrentDatabaseSource(this.databases, this.#selection()));
  }

  async #judge(database: Database): Promise<Availability> {
    const filesWanted = this.settings.mode === 'AUTO' && this.settings.csvPaths.length > 0;
    if (this.databases.embedded && (await this.#holdings(database)) === 'sample' && filesWanted)
      return this.#refuse(SAMPLE_ONLY);
    const { symbols } = await new DatabaseSource(database, this.#selection()).describe();
    if (symbols.length === 0) return this.#refuse(this.#everything ? EMPTY : EMPTY_SELECTION);
    return { ok: true };
  }

  /** What an embedded database holds, once the sample session has come or gone as it should. */
  async #holdings(database: Database): Promise<Holdings> {
    const holdings = await this.sample.holdings(database);
    if (holdings === 'data') await this.sample.remove(database);
    const newcomer = this.settings.mode === 'AUTO' && this.settings.csvPaths.length === 0;
    if (holdings !== 'nothing' || !newcomer || !this.#everything) return holdings;
    await this.sample.provide(database);
    return 'sample';
  }

  #refuseAway(): Availability {
    const { state, reason } = this.databases.state();
    if (state === 'STARTING') this.#logger.log(STILL_STARTING);
    return this.#refuse(reason);
  }

  /** Where nothing but our own server is wanted, nobody misses what is not in it. */
  #refuse(reason: string): Availability {
    return { ok: false, reason, configured: !this.databases.embedded };
  }

  get #everything(): boolean {
    const { databaseSymbols, databaseFromMicros, databaseToMicros } = this.settings;
    return databaseSymbols.length === 0 && databaseFromMicros === null && databaseToMicros === null;
  }

  #selection(): DatabaseSourceOptions {
    const { databaseSymbols, databaseFromMicros, databaseToMicros, databaseStallMs } = this.settings;
    return {
      symbols: databaseSymbols.length === 0 ? undefined : databaseSymbols,
      fromMicros: databaseFromMicros ?? -Infinity,
      toMicros: databaseToMicros ?? Infinity,
      stallMs: databaseStallMs,
    };
  }
}

const STILL_STARTING =
  'it is still starting; another mode is taken meanwhile if there is one, and DB_REPLAY as soon as it is up';
const EMPTY = 'the database holds no snapshots; bring some with genesis load FILE';
const EMPTY_SELECTION = 'the database holds no snapshots of DB_SYMBOLS between DB_FROM and DB_TO';
const SAMPLE_ONLY = 'the embedded database holds nothing but the sample session, and CSV_PATH names files';
