import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureCluster, SERVER_SUPERUSER, serverPassword } from './cluster.js';
import { EmbeddedServerError } from './embedded-server.error.js';
import { isServerOf, postmasterFile, readPostmasterFile, type RunningServer } from './postmaster-file.js';
import { findServerBinaries, type ServerBinaries } from './server-binaries.js';
import { prepareServerFolder, type ServerFolder } from './server-folder.js';
import { startServerProcess, stopServerProcess } from './server-process.js';
import { usableBinaries } from './usable-binaries.js';
import { UserLock } from './user-lock.js';

const ATTEMPTS = 200;
const BETWEEN_ATTEMPTS_MS = 150;
/** Made by initdb; always there. */
const MAINTENANCE_DATABASE = 'postgres';

export interface EmbeddedServerOptions {
  readonly connectTimeoutMs: number;
  /** Server settings that differ from the usual ones. */
  readonly changes?: Readonly<Record<string, string>>;
  /** Hears of the first start, which takes longer than others. */
  readonly tell?: (text: string) => void;
}

/** How to reach the server: the folder of its Unix socket, or a loopback address. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/**
 * A real PostgreSQL of our own in a folder. It outlives the process that started it: whoever comes next, the
 * service or a `genesis` command, joins it, and the last one to leave stops it. No lock is needed to start it:
 * PostgreSQL itself lets only one server into a cluster, and the one that loses joins the one that won.
 */
export class EmbeddedServer {
  private constructor(
    readonly address: ServerAddress,
    /** What its user should know about where the data are, or null. */
    readonly notice: string | null,
    readonly pid: number,
    private readonly folder: ServerFolder,
    private readonly binaries: ServerBinaries,
    private readonly lock: UserLock,
  ) {}

  /** @throws EmbeddedServerError that says in one line what is wrong */
  static async joinOrStart(wanted: string, options: EmbeddedServerOptions): Promise<EmbeddedServer> {
    const packaged = findServerBinaries();
    const folder = await prepareServerFolder(wanted);
    const binaries = await usableBinaries(packaged, folder.path, folder.user);
    await ensureCluster(folder, binaries, options.tell);
    let last = 'it does not answer';
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const running = await readPostmasterFile(folder.clusterPath);
      const server = running && (await EmbeddedServer.#join(running, folder, binaries, options));
      if (server !== null) return server;
      if (await mayStart(folder, running)) {
        const outcome = await startServerProcess(folder, binaries, options.changes ?? {});
        if (outcome.kind === 'failed') throw problem(folder, outcome.reason);
        if (outcome.kind === 'passing') last = outcome.reason;
        else continue;
      }
      await sleep(BETWEEN_ATTEMPTS_MS);
    }
    throw problem(folder, last);
  }

  /** Null where it is not, or not yet, to be joined. */
  static async #join(
    running: RunningServer,
    folder: ServerFolder,
    binaries: ServerBinaries,
    { connectTimeoutMs }: EmbeddedServerOptions,
  ): Promise<EmbeddedServer | null> {
    const { host, port, pid } = running;
    if (host === '') return null;
    const address = { host, port, user: SERVER_SUPERUSER, password: await serverPassword(folder) };
    try {
      const attempt = await UserLock.take({
        ...address,
        database: MAINTENANCE_DATABASE,
        connectionTimeoutMillis: connectTimeoutMs,
      });
      if (attempt.kind !== 'joined') return null;
      return new EmbeddedServer(address, folder.notice, pid, folder, binaries, attempt.lock);
    } catch (error) {
      throw problem(folder, `its server (process ${pid}) answers with: ${(error as Error).message}`, error);
    }
  }

  /** Makes the database where it is not there yet. */
  async ensureDatabase(name: string): Promise<void> {
    try {
      await this.lock.ensureDatabase(name);
    } catch (error) {
      await this.lock.close();
      throw problem(this.folder, (error as Error).message, error);
    }
  }

  /** Leaves the server to its other users; the last one stops it. Close all connections of your own first. */
  async release(): Promise<void> {
    if (await this.lock.isLast()) await stopServerProcess(this.folder, this.binaries, 'fast');
    await this.lock.close();
  }

  /** Stops at once, whoever uses it, and writes nothing out: for tests that throw the folder away. */
  async abandon(): Promise<void> {
    await this.lock.close();
    await stopServerProcess(this.folder, this.binaries, 'immediate');
  }
}

/** Whether no server is there; clears away what would make PostgreSQL believe otherwise. */
async function mayStart({ clusterPath }: ServerFolder, running: RunningServer | null): Promise<boolean> {
  if (running === null) return true;
  if (await isServerOf(clusterPath, running.pid)) return false;
  // Killed, and its number given to another program, which PostgreSQL would take for a server.
  const now = await readPostmasterFile(clusterPath);
  if (now?.pid === running.pid) await rm(postmasterFile(clusterPath), { force: true });
  return true;
}

function problem({ path }: ServerFolder, reason: string, cause?: unknown): EmbeddedServerError {
  return new EmbeddedServerError(`the embedded PostgreSQL in ${path} cannot be used: ${reason}`, { cause });
}
