import { choice, flag, integer, optionalText, text, type SettingDefinitions } from '@genesis/settings';

export const DATABASE_MODES = ['auto', 'off'] as const;
export type DatabaseMode = (typeof DATABASE_MODES)[number];

/** What can be set about the database; `genesis` commands and the service read the same names. */
export abstract class DatabaseSettings {
  abstract readonly databaseMode: DatabaseMode;
  abstract readonly databaseUrl: string | null;
  abstract readonly databaseHost: string | null;
  abstract readonly databasePort: number;
  abstract readonly databaseName: string;
  abstract readonly databaseUser: string;
  abstract readonly databasePassword: string | null;
  abstract readonly databaseTls: boolean;
  abstract readonly databasePoolMax: number;
  abstract readonly databaseConnectTimeoutMs: number;
  abstract readonly databaseStallMs: number;
  abstract readonly databaseRetentionDays: number;
  abstract readonly embeddedFolder: string;
}

const NAME = { shape: /^[^\0]{1,63}$/, allowed: '1 to 63 characters' };

export const DATABASE_SETTING_DEFINITIONS: SettingDefinitions<DatabaseSettings> = {
  databaseMode: choice({
    env: 'DATABASE',
    default: 'auto',
    values: DATABASE_MODES,
    description:
      'auto: the database of DATABASE_URL or DB_HOST, or else a PostgreSQL of its own in EMBEDDED_DIR. off: none.',
  }),
  databaseUrl: optionalText({
    env: 'DATABASE_URL',
    default: null,
    shape: /^postgres(ql)?:\/\/\S{1,2000}$/,
    allowed: 'postgres://user:password@host:port/name; empty: DB_HOST or the embedded server',
    secret: true,
    description: 'The database in one line; goes before DB_HOST and the names below it.',
  }),
  databaseHost: optionalText({
    env: 'DB_HOST',
    default: null,
    shape: /^[A-Za-z0-9.:_/-]{1,253}$/,
    allowed: 'a host name, an IP address or the folder of a Unix socket; empty: the embedded server',
    description: 'Where PostgreSQL or TimescaleDB runs.',
  }),
  databasePort: integer({
    env: 'DB_PORT',
    unit: 'TCP port',
    default: 5432,
    min: 1,
    max: 65_535,
    description: 'Port of DB_HOST; docker compose publishes its TimescaleDB on 5433.',
  }),
  databaseName: text({
    env: 'DB_NAME',
    default: 'orderbook',
    ...NAME,
    description: 'Database at DB_HOST.',
  }),
  databaseUser: text({ env: 'DB_USER', default: 'postgres', ...NAME, description: 'User at DB_HOST.' }),
  databasePassword: optionalText({
    env: 'DB_PASSWORD',
    default: null,
    shape: /^[^\0]{1,1000}$/,
    allowed: '1 to 1000 characters; empty: none is sent',
    secret: true,
    description: 'Password of DB_USER.',
  }),
  databaseTls: flag({
    env: 'DB_TLS',
    default: false,
    description: 'Whether DB_HOST is reached through TLS, with its certificate checked.',
  }),
  databasePoolMax: integer({
    env: 'DB_POOL_MAX',
    unit: 'connections',
    default: 5,
    min: 1,
    max: 5,
    description: 'Most connections to the database at once.',
  }),
  databaseConnectTimeoutMs: integer({
    env: 'DB_CONNECT_TIMEOUT_MS',
    unit: 'ms',
    default: 3_000,
    min: 50,
    max: 60_000,
    description:
      'How long a connection may take to open, or to come free, before the database counts as away.',
  }),
  databaseStallMs: integer({
    env: 'DB_STALL_MS',
    unit: 'ms',
    default: 5_000,
    min: 50,
    max: 600_000,
    description:
      'How long the database may say nothing in the middle of a read before it counts as away: one that is frozen ' +
      'sends no error.',
  }),
  databaseRetentionDays: integer({
    env: 'DB_RETENTION_DAYS',
    unit: 'days',
    default: 0,
    min: 0,
    max: 36_500,
    description:
      'TimescaleDB drops snapshots and trades whose stamps are older than this, once a day; 0: nothing is dropped. ' +
      'Plain PostgreSQL, the embedded one too, keeps everything.',
  }),
  embeddedFolder: text({
    env: 'EMBEDDED_DIR',
    default: './data/postgres',
    shape: /^[^\0]{1,4096}$/,
    allowed: 'a folder name',
    description: 'Data of the embedded PostgreSQL, made at the first start.',
  }),
};
