import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SnapshotSource } from '@genesis/ingest';
import { parseDefinitions } from '@genesis/settings';
import { type Database, DATABASE_SETTING_DEFINITIONS, loadSource, openDatabase } from '@genesis/storage';
import { EmbeddedServer } from '../../libs/storage/src/embedded/embedded-server.js';
import { isServerOf, readPostmasterFile } from '../../libs/storage/src/embedded/postmaster-file.js';
import { eventually, PATIENCE_MS } from '../e2e/eventually.js';
import { PATIENT } from './patient-settings.js';
import { signalServer } from './server-faults.js';
import { ServiceProcess } from './service-process.js';
import { readRecord, type StoredRecord } from './stored-record.js';

/** Everything is tried often and given up late; nothing is asserted about time. */
const ENVIRONMENT = {
  ...PATIENT,
  MODE: 'DB_REPLAY',
  REPLAY_LOOP: 'false',
  REPLAY_SPEED_MAX: '10000',
  SOURCE_RETRY_LIMIT: '100',
  SOURCE_RETRY_BASE_MS: '20',
  SOURCE_RETRY_MAX_MS: '400',
  DB_CHECK_SECONDS: '0.2',
  SHUTDOWN_GRACE_MS: '60000',
};

/**
 * An embedded server, a spool, and the real service on them as a process: all of it can be killed at any moment.
 * `remove` leaves neither processes nor files behind.
 */
export class KillBench {
  readonly #services: ServiceProcess[] = [];
  #removed = false;

  private constructor(
    readonly folder: string,
    readonly server: string,
  ) {}

  static async prepare(): Promise<KillBench> {
    const folder = await mkdtemp(join(tmpdir(), 'genesis-kill-'));
    // Beside it: the server may run as a user who cannot enter a folder that is closed to others.
    return new KillBench(folder, await mkdtemp(join(tmpdir(), 'genesis-kill-db-')));
  }

  async load(source: SnapshotSource): Promise<void> {
    await this.withDatabase((database) =>
      loadSource(database, { name: 'session', contentHash: 'c'.repeat(64), source, engine: 'test' }),
    );
  }

  start(environment: Record<string, string>): ServiceProcess {
    // A test that ran out of time goes on behind the back of what cleans up after it.
    if (this.#removed) throw new Error(`${this.folder} is removed: nothing starts there any more`);
    const places = { EMBEDDED_DIR: this.server, SPOOL_DIR: join(this.folder, 'spool') };
    const service = new ServiceProcess({ ...ENVIRONMENT, ...places, ...environment }, this.folder);
    this.#services.push(service);
    return service;
  }

  /** Resolves with the process of a server that runs, other than `not`. */
  serverPid(not = 0): Promise<number> {
    return eventually(async () => {
      const running = await readPostmasterFile(this.#cluster);
      if (running === null || running.pid === not || !(await isServerOf(this.#cluster, running.pid)))
        throw new Error(`no server runs in ${this.server}`);
      return running.pid;
    });
  }

  /** Kills the server with all its processes, or its first one alone, as the system does when memory is short. */
  async killServer(whole = true): Promise<number> {
    const pid = await this.serverPid();
    if (whole) signalServer(pid, 'SIGKILL');
    else process.kill(pid, 'SIGKILL');
    return pid;
  }

  /** What is in the database, once no service needs it. */
  record(): Promise<StoredRecord> {
    return this.withDatabase(readRecord);
  }

  async remove(): Promise<void> {
    this.#removed = true;
    for (const service of this.#services) await service.kill();
    // It may have been starting: who joins it knows that it is there, and can stop it.
    const server = await EmbeddedServer.joinOrStart(this.server, { connectTimeoutMs: PATIENCE_MS });
    await server.abandon();
    await rm(this.server, { recursive: true, force: true });
    await rm(this.folder, { recursive: true, force: true });
  }

  get #cluster(): string {
    return join(this.server, 'data');
  }

  private async withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const environment = { EMBEDDED_DIR: this.server, DB_CONNECT_TIMEOUT_MS: '60000' };
    const opened = await openDatabase(parseDefinitions(DATABASE_SETTING_DEFINITIONS, environment, []));
    if (opened === null) throw new Error('there is no database');
    try {
      return await work(opened.database);
    } finally {
      await opened.release();
    }
  }
}
