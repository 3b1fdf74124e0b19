import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SteadyClient } from '../src/steady-client.js';
import { type ConnectionSettings } from '../src/connection-settings.js';
import { Database } from '../src/database.js';
import { EmbeddedServer } from '../src/embedded/embedded-server.js';

/** Tests throw their data away: nothing has to survive a power cut. */
const QUICK = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '32MB' };
const CONNECT_TIMEOUT_MS = 120_000;
const OPTIONS = { connectTimeoutMs: CONNECT_TIMEOUT_MS, changes: QUICK };
const POOL_MAX = 3;
const TEMPLATE = 'migrated';

/** Real PostgreSQL in a temporary folder: start it in `beforeAll` (allow it a minute), stop it in `afterAll`. */
export class TestServer {
  #databases = 0;
  #template: Promise<void> | null = null;
  readonly #opened: Database[] = [];

  private constructor(
    private running: EmbeddedServer,
    readonly folder: string,
  ) {}

  static async start(): Promise<TestServer> {
    const folder = await mkdtemp(join(tmpdir(), 'genesis-db-'));
    try {
      return new TestServer(await EmbeddedServer.joinOrStart(folder, OPTIONS), folder);
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
  }

  get server(): EmbeddedServer {
    return this.running;
  }

  /** Stops the server as its administrator would; the data stay. */
  async shutDown(): Promise<void> {
    await this.running.release();
  }

  /** Starts it again after `shutDown`, or after it was killed. */
  async startAgain(): Promise<void> {
    this.running = await EmbeddedServer.joinOrStart(this.folder, OPTIONS);
  }

  /** How one of its databases is reached. */
  connection(database: string): ConnectionSettings {
    const limits = { poolMax: POOL_MAX, connectTimeoutMs: CONNECT_TIMEOUT_MS };
    return { ...this.server.address, database, tls: false, ...limits };
  }

  /** Makes an empty database and returns its name. */
  emptyDatabase(): Promise<string> {
    return this.#create('template0');
  }

  /** A new database with every migration done and nothing in it; closed by `stop` at the latest. */
  async freshDatabase(): Promise<Database> {
    this.#template ??= this.#makeTemplate();
    await this.#template;
    return this.open(await this.#create(TEMPLATE));
  }

  /** Opens one of its databases; closed by `stop` at the latest. */
  open(name: string): Promise<Database> {
    return this.openWith(this.connection(name));
  }

  async openWith(connection: ConnectionSettings): Promise<Database> {
    const database = await Database.open(connection);
    this.#opened.push(database);
    return database;
  }

  /** Runs one statement, outside of the databases under test unless told otherwise. */
  async command(statement: string, database = 'postgres'): Promise<void> {
    const client = new SteadyClient({ ...this.server.address, database });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#opened.map((database) => database.close()));
    await this.running.abandon();
    await rm(this.folder, { recursive: true, force: true });
  }

  async #makeTemplate(): Promise<void> {
    await this.command(`CREATE DATABASE ${TEMPLATE} TEMPLATE template0`);
    const database = await Database.open(this.connection(TEMPLATE));
    await database.migrate();
    await database.close();
  }

  async #create(template: string): Promise<string> {
    const name = `test_${++this.#databases}`;
    await this.command(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    return name;
  }
}

export function startTestServer(): Promise<TestServer> {
  return TestServer.start();
}
