import { SteadyClient } from '../src/steady-client.js';
import { externalConnection, type ConnectionSettings } from '../src/connection-settings.js';
import { Database } from '../src/database.js';
import { DATABASE_SETTING_DEFINITIONS } from '../src/database-settings.js';
import { parseDefinitions } from '@genesis/settings';
import { type DatabaseMaker } from './database-maker.js';

/** Databases of our own on a running server; nothing that is there already is touched. */
export class TimescaleServer implements DatabaseMaker {
  readonly #opened: Database[] = [];
  readonly #names: string[] = [];

  private constructor(readonly settings: ConnectionSettings) {}

  static async connect(url: string): Promise<TimescaleServer> {
    const environment = { DATABASE_URL: url, DB_CONNECT_TIMEOUT_MS: '60000', DB_POOL_MAX: '3' };
    const connection = externalConnection(parseDefinitions(DATABASE_SETTING_DEFINITIONS, environment, []));
    if (connection === null) throw new Error('TIMESCALE_URL is no address of a database');
    const server = new TimescaleServer(connection);
    await server.#command('SELECT 1');
    return server;
  }

  connection(database: string): ConnectionSettings {
    return { ...this.settings, database };
  }

  async emptyDatabase(): Promise<string> {
    const name = `genesis_test_${process.pid}_${process.env.JEST_WORKER_ID ?? '0'}_${this.#names.length}`;
    await this.#command(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await this.#command(`CREATE DATABASE ${name} TEMPLATE template0`);
    this.#names.push(name);
    return name;
  }

  async freshDatabase(): Promise<Database> {
    const database = await this.open(await this.emptyDatabase());
    await database.migrate();
    return database;
  }

  async open(name: string): Promise<Database> {
    const database = await Database.open(this.connection(name));
    this.#opened.push(database);
    return database;
  }

  async stop(): Promise<void> {
    await Promise.all(this.#opened.map((database) => database.close()));
    for (const name of this.#names) await this.#command(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }

  async #command(statement: string): Promise<void> {
    const { host, port, database, user, password } = this.settings;
    const client = new SteadyClient({ host, port, database, user, password: password ?? '' });
    await client.connect();
    try {
      await client.query(statement);
    } finally {
      await client.end();
    }
  }
}
