import { type DatabaseSettings } from './database-settings.js';

/** How a server is reached. Built from the settings here, or by the embedded server for itself. */
export interface ConnectionSettings {
  /** Host name, IP address, or (from `/`) the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string | null;
  /** Whether the connection is encrypted and the server's certificate checked. */
  readonly tls: boolean;
  /** Most connections at once. */
  readonly poolMax: number;
  /** How long a connection may take to open, or to come free. */
  readonly connectTimeoutMs: number;
}

const DEFAULT_PORT = 5432;
const TLS_MODES: Readonly<Record<string, boolean>> = {
  disable: false,
  require: true,
  'verify-ca': true,
  'verify-full': true,
};

/**
 * The database that DATABASE_URL or DB_HOST names; null where neither is set (the embedded server's case).
 * @throws RangeError where DATABASE_URL cannot be understood; the text never repeats the URL, which holds a password.
 */
export function externalConnection(settings: DatabaseSettings): ConnectionSettings | null {
  const limits = {
    poolMax: settings.databasePoolMax,
    connectTimeoutMs: settings.databaseConnectTimeoutMs,
  };
  if (settings.databaseUrl !== null) return { ...readUrl(settings.databaseUrl, settings), ...limits };
  if (settings.databaseHost === null) return null;
  return {
    host: settings.databaseHost,
    port: settings.databasePort,
    database: settings.databaseName,
    user: settings.databaseUser,
    password: settings.databasePassword,
    tls: settings.databaseTls,
    ...limits,
  };
}

/** Where a connection leads, for people: `host:port/database`, without user and password. */
export function describeConnection({ host, port, database }: ConnectionSettings): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}/${database}`;
}

type Address = Omit<ConnectionSettings, 'poolMax' | 'connectTimeoutMs'>;

/** `postgres://user:password@host:port/name?sslmode=require`; `?host=/folder` names a Unix socket, as libpq has it. */
function readUrl(text: string, settings: DatabaseSettings): Address {
  const url = parseUrl(text);
  const host = url.searchParams.get('host') ?? url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (host === '')
    throw new RangeError('DATABASE_URL names no host; allowed: postgres://user:password@host:port/name');
  const sslMode = url.searchParams.get('sslmode');
  if (sslMode !== null && !Object.hasOwn(TLS_MODES, sslMode)) {
    throw new RangeError(
      `DATABASE_URL: sslmode is "${sslMode}", allowed: ${Object.keys(TLS_MODES).join(', ')}`,
    );
  }
  const database = decode(url.pathname.slice(1), 'name of the database');
  const password = decode(url.password, 'password');
  return {
    host: decode(host, 'host'),
    port: url.port === '' ? DEFAULT_PORT : Number(url.port),
    database: database === '' ? settings.databaseName : database,
    user: url.username === '' ? settings.databaseUser : decode(url.username, 'user'),
    password: password === '' ? settings.databasePassword : password,
    tls: sslMode === null ? settings.databaseTls : TLS_MODES[sslMode],
  };
}

function parseUrl(text: string): URL {
  if (URL.canParse(text)) return new URL(text);
  throw new RangeError('DATABASE_URL is no URL; allowed: postgres://user:password@host:port/name');
}

function decode(text: string, part: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    throw new RangeError(`DATABASE_URL: the ${part} holds a % that is no escape; write it as %25`, {
      cause: error,
    });
  }
}
