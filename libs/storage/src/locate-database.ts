import { type ConnectionSettings, externalConnection } from './connection-settings.js';
import { type DatabaseSettings } from './database-settings.js';
import { Database } from './database.js';
import { EmbeddedServer } from './embedded/embedded-server.js';
import { setRetention } from './retention.js';

/** Name of the database within the embedded server. */
const EMBEDDED_DATABASE = 'orderbook';

const RETENTION_IGNORED = 'DB_RETENTION_DAYS needs TimescaleDB: plain PostgreSQL drops nothing';

/** Where the database is. */
export interface LocatedDatabase {
  readonly connection: ConnectionSettings;
  /** Whether it is our own server, which runs as long as somebody holds such an object. */
  readonly embedded: boolean;
  /** What people should know about where its data are, or null. */
  readonly notice: string | null;
  /** Lets go of it, after all connections to it are closed; the last one to do so stops the embedded server. */
  release(): Promise<void>;
}

/** A database that is connected and has every migration. */
export interface OpenedDatabase {
  readonly database: Database;
  readonly embedded: boolean;
  readonly notice: string | null;
  /** Closes the database and lets go of it. */
  release(): Promise<void>;
}

/**
 * The database that the settings name (DATABASE_URL or DB_HOST, not yet connected), or else the embedded server,
 * joined where it runs and started where it does not; null with DATABASE=off.
 *
 * @param tell hears of a first start of the embedded server, before it is under way
 * @throws EmbeddedServerError; RangeError where DATABASE_URL cannot be understood
 */
export async function locateDatabase(
  settings: DatabaseSettings,
  tell?: (text: string) => void,
): Promise<LocatedDatabase | null> {
  if (settings.databaseMode === 'off') return null;
  const connection = externalConnection(settings);
  if (connection !== null)
    return { connection, embedded: false, notice: null, release: () => Promise.resolve() };
  const server = await EmbeddedServer.joinOrStart(settings.embeddedFolder, {
    connectTimeoutMs: settings.databaseConnectTimeoutMs,
    ...(tell && { tell }),
  });
  await server.ensureDatabase(EMBEDDED_DATABASE);
  return {
    connection: {
      ...server.address,
      database: EMBEDDED_DATABASE,
      tls: false,
      poolMax: settings.databasePoolMax,
      connectTimeoutMs: settings.databaseConnectTimeoutMs,
    },
    embedded: true,
    notice: server.notice,
    release: () => server.release(),
  };
}

/**
 * Locates the database, connects to it and brings it up to date, retention included; null with DATABASE=off.
 *
 * @param tell hears of a first start of the embedded server, before it is under way
 * @throws EmbeddedServerError; DatabaseAwayError; RangeError where DATABASE_URL cannot be understood
 */
export async function openDatabase(
  settings: DatabaseSettings,
  tell?: (text: string) => void,
): Promise<OpenedDatabase | null> {
  const located = await locateDatabase(settings, tell);
  if (located === null) return null;
  const { connection, embedded } = located;
  let database: Database | null = null;
  const release = async (): Promise<void> => {
    await database?.close();
    await located.release();
  };
  try {
    database = await Database.open(connection);
    await database.migrate();
    const days = settings.databaseRetentionDays;
    const ignored = !(await setRetention(database, days)) && days > 0;
    const notices = [located.notice, ignored ? RETENTION_IGNORED : null].filter((text) => text !== null);
    return { database, embedded, notice: notices.length === 0 ? null : notices.join('; '), release };
  } catch (error) {
    await release();
    throw error;
  }
}
