import { type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type CopiedRows,
  type Database,
  describeConnection,
  type OpenedDatabase,
  openDatabase,
} from '@genesis/storage';
import { HttpAdapterHost } from '@nestjs/core';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { type DatabaseState } from '../bus/surveillance-events.js';
import { Settings } from '../config/settings.js';
import { backOffMs } from '../replay/back-off.js';
import { Runtime } from '../replay/runtime.js';
import { messageOf } from '../replay/source-selection.js';

const NOTHING_COPIED: CopiedRows = { rowsIn: 0, rowsOut: 0 };

/** What a pool says while all its connections are at work: who works on them will notice if the server is gone. */
const ALL_AT_WORK = 'timeout exceeded when trying to connect';

/**
 * Keeps the service connected to its database, in the background: nothing waits for one that is slow or away.
 * Whoever needs it asks for `current()` each time; the bus event `database` tells of every change.
 */
@Injectable()
export class DatabaseService implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Whether the settings leave it to us to run a server. */
  readonly embedded: boolean;
  readonly #logger = new Logger('Database');
  #state: DatabaseState = { state: 'STARTING', reason: 'not connected yet' };
  #database: Database | null = null;
  /** Of the databases that are closed by now. */
  #copied: CopiedRows = NOTHING_COPIED;
  #running: Promise<void> = Promise.resolve();
  #stopping = false;
  #firstStart = false;
  #wake: () => void = () => undefined;
  #markSettled: () => void = () => undefined;
  readonly #settled = new Promise<void>((resolve) => (this.#markSettled = resolve));

  constructor(
    private readonly settings: Settings,
    private readonly bus: SurveillanceBus,
    private readonly runtime: Runtime,
    private readonly host: HttpAdapterHost,
  ) {
    this.embedded = settings.databaseUrl === null && settings.databaseHost === null;
  }

  /** A service that cannot listen ends at once, and must not leave a server running behind it. */
  onApplicationBootstrap(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    server.once('listening', () => {
      this.#running = this.#run();
    });
  }

  /** Null while it is away, not connected yet, or off. */
  current(): Database | null {
    return this.#database;
  }

  /** Rows moved by COPY since the start, over all connections that there were. */
  copied(): CopiedRows {
    const { rowsIn, rowsOut } = this.#database?.copied ?? NOTHING_COPIED;
    return { rowsIn: this.#copied.rowsIn + rowsIn, rowsOut: this.#copied.rowsOut + rowsOut };
  }

  state(): DatabaseState {
    return this.#state;
  }

  /**
   * Resolves when the first try to connect has ended one way or the other: after `withinMs` at the latest, or after
   * `firstStartMs` while the embedded server is being set up.
   */
  async settled(withinMs: number, firstStartMs = withinMs): Promise<void> {
    await this.#settledWithin(withinMs);
    if (this.#firstStart) await this.#settledWithin(firstStartMs - withinMs);
  }

  /** For those who saw it fail: looks at once whether it is still there. */
  suspect(): void {
    this.#wake();
  }

  /** After everything that still has something to write. */
  async onApplicationShutdown(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
  }

  async #settledWithin(withinMs: number): Promise<void> {
    const timeout = new AbortController();
    const options = { ref: false, signal: timeout.signal };
    await Promise.race([this.#settled, sleep(withinMs, undefined, options).catch(ignoreAbort)]);
    timeout.abort();
  }

  async #run(): Promise<void> {
    const { sourceRetryBaseMs, sourceRetryMaxMs } = this.settings;
    for (let failures = 0; !this.#stopping;) {
      try {
        const opened = await openDatabase(this.settings, (text) => this.#tellFirstStart(text));
        if (opened === null) return this.#tell({ state: 'OFF', reason: 'DATABASE=off' });
        failures = 0;
        await this.#use(opened);
      } catch (error) {
        this.#tell({ state: 'DOWN', reason: messageOf(error) });
        await this.#rest(backOffMs(++failures, sourceRetryBaseMs, sourceRetryMaxMs, this.runtime.random()));
      }
    }
  }

  /** Until the service stops. @throws DatabaseAwayError when the database is gone */
  async #use(opened: OpenedDatabase): Promise<void> {
    const { database, notice } = opened;
    try {
      if (notice !== null) this.#logger.log(notice);
      this.#database = database;
      this.#tell({ state: 'UP', reason: describe(database, this.embedded) });
      while (!this.#stopping) {
        await this.#rest(this.settings.databaseCheckSeconds * 1000);
        if (!this.#stopping) await this.#check(database);
      }
    } finally {
      this.#copied = this.copied();
      this.#database = null;
      await opened.release();
    }
  }

  async #check(database: Database): Promise<void> {
    try {
      await database.ping(this.settings.databaseStallMs);
    } catch (error) {
      if (!messageOf(error).endsWith(ALL_AT_WORK)) throw error;
    }
  }

  #tellFirstStart(text: string): void {
    this.#firstStart = true;
    this.#logger.log(text);
  }

  #tell(state: DatabaseState): void {
    const { state: before, reason } = this.#state;
    this.#state = state;
    this.#markSettled();
    if (state.state === before && state.reason === reason) return;
    if (state.state === 'DOWN') this.#logger.warn(state.reason);
    else this.#logger.log(state.reason);
    this.bus.emit('database', state);
  }

  async #rest(ms: number): Promise<void> {
    const waking = new AbortController();
    this.#wake = () => waking.abort();
    if (this.#stopping) return;
    await sleep(ms, undefined, { signal: waking.signal }).catch(ignoreAbort);
  }
}

function describe({ connection, timescale }: Database, embedded: boolean): string {
  const kind = `${embedded ? 'embedded ' : ''}${timescale ? 'TimescaleDB' : 'PostgreSQL'}`;
  return `${kind} at ${describeConnection(connection)}`;
}

/** Who aborts a wait wants to go on. */
function ignoreAbort(): void {
  return;
}
