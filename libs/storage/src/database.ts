import { type Pool, type PoolClient } from 'pg';
import { type DataSource } from 'typeorm';
import { type ConnectionSettings } from './connection-settings.js';
import { CopyTally } from './copy/copy-tally.js';
import { createDataSource } from './create-data-source.js';
import { DatabaseAwayError, isAwayError } from './database-away.error.js';
import { migrate, type MigrationReport } from './migrate.js';
import { PoolWatch } from './pool-watch.js';

/**
 * One database: TypeORM for entities and steps, and the same pool of connections for what moves rows in bulk. A
 * connection that breaks, busy or idle, costs the work that it did and nothing else.
 */
export class Database {
  /** What was moved by COPY since it was opened. */
  readonly copied = new CopyTally();

  private constructor(
    readonly connection: ConnectionSettings,
    readonly dataSource: DataSource,
    private readonly pool: Pool,
    private readonly watch: PoolWatch,
    private hasTimescale: boolean,
  ) {}

  /** @throws DatabaseAwayError where the server cannot be reached or does not let us in */
  static async open(connection: ConnectionSettings): Promise<Database> {
    // An idle connection that broke is noticed by the pool, which drops it; the next work opens another.
    const dataSource = createDataSource(connection, () => undefined);
    try {
      await dataSource.initialize();
      const pool = poolOf(dataSource);
      const watch = new PoolWatch(pool);
      return new Database(connection, dataSource, pool, watch, await findTimescale(dataSource));
    } catch (error) {
      if (dataSource.isInitialized) await dataSource.destroy();
      throw new DatabaseAwayError(connection, error);
    }
  }

  /** Whether the TimescaleDB extension is in this database. */
  get timescale(): boolean {
    return this.hasTimescale;
  }

  /** Connections, those of them that nobody uses, and who waits for one. */
  get poolCounts(): { readonly total: number; readonly idle: number; readonly waiting: number } {
    const { totalCount, idleCount, waitingCount } = this.pool;
    return { total: totalCount, idle: idleCount, waiting: waitingCount };
  }

  /**
   * Lends a connection to `work`. After a failure the connection is closed rather than given back: it may stand in the
   * middle of a COPY or of a transaction.
   * @throws DatabaseAwayError where no connection can be had, or it broke; else what `work` threw
   */
  async bulk<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    let client: PoolClient | null = null;
    let failed = true;
    try {
      client = await this.pool.connect();
      const result = await work(client);
      failed = false;
      return result;
    } catch (error) {
      throw this.told(error);
    } finally {
      client?.release(failed);
    }
  }

  /** @throws DatabaseAwayError where the server does not answer within `timeoutMs`, frozen or cut off as it may be */
  async ping(timeoutMs: number): Promise<void> {
    await this.bulk((client) => this.watch.within(timeoutMs, client, client.query('SELECT 1')));
  }

  /** Takes the steps that are missing; whoever comes second waits for the first and finds nothing to do. */
  async migrate(): Promise<MigrationReport> {
    try {
      const report = await migrate(this.dataSource);
      this.hasTimescale = await findTimescale(this.dataSource);
      return report;
    } catch (error) {
      throw this.told(error);
    }
  }

  /** Closes every connection, also those that a silent server holds. */
  async close(): Promise<void> {
    if (!this.dataSource.isInitialized) return;
    await this.watch.closing(this.dataSource.destroy());
  }

  private told(error: unknown): unknown {
    return isAwayError(error) && !(error instanceof DatabaseAwayError)
      ? new DatabaseAwayError(this.connection, error)
      : error;
  }
}

function poolOf(dataSource: DataSource): Pool {
  return (dataSource.driver as unknown as { master: Pool }).master;
}

async function findTimescale(dataSource: DataSource): Promise<boolean> {
  const rows: unknown[] = await dataSource.query(`SELECT FROM pg_extension WHERE extname = 'timescaledb'`);
  return rows.length > 0;
}
