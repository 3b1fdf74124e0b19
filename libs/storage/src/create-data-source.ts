import { MIGRATIONS } from '@genesis/migrations';
import { DataSource } from 'typeorm';
import { BulkSocket } from './bulk-socket.js';
import { type ConnectionSettings } from './connection-settings.js';
import { ENTITIES } from './entities/index.js';
import { SilentLogger } from './silent-logger.js';
import { SteadyClient } from './steady-client.js';
import { VALUE_PARSERS } from './value-parsers.js';

/** Where TypeORM notes which steps were taken. */
export const MIGRATIONS_TABLE = 'genesis_migrations';

/**
 * Values come as ISO text in UTC whatever the server's or the role's own settings are. What is in a columnstore is
 * unpacked to be deleted, and TimescaleDB stops at 100,000 rows of that unless told otherwise; elsewhere the name
 * means nothing.
 */
const SESSION =
  '-c DateStyle=ISO -c TimeZone=UTC -c client_min_messages=warning ' +
  '-c timescaledb.max_tuples_decompressed_per_dml_transaction=0';

/** The one data source of a process. @param onIdleError told of connections that broke while nobody used them */
export function createDataSource(
  connection: ConnectionSettings,
  onIdleError: (error: Error) => void,
): DataSource {
  return new DataSource({
    type: 'postgres',
    host: connection.host,
    port: connection.port,
    database: connection.database,
    username: connection.user,
    // A function even where there is none: `pg` would look for PGPASSWORD and ~/.pgpass otherwise.
    password: () => connection.password ?? '',
    ssl: connection.tls,
    applicationName: 'genesis',
    connectTimeoutMS: connection.connectTimeoutMs,
    poolSize: connection.poolMax,
    poolErrorHandler: onIdleError,
    installExtensions: false,
    logger: new SilentLogger(),
    entities: ENTITIES,
    migrations: [...MIGRATIONS],
    migrationsTableName: MIGRATIONS_TABLE,
    migrationsTransactionMode: 'each',
    extra: {
      Client: SteadyClient,
      // Under TLS the bytes come from the cipher, not from the socket.
      ...(connection.tls === false ? { stream: () => new BulkSocket() } : {}),
      keepAlive: true,
      options: SESSION,
      types: VALUE_PARSERS,
    },
  });
}
