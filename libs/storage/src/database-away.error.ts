import { types } from 'node:util';
import { describeConnection, type ConnectionSettings } from './connection-settings.js';

/** The database cannot be reached, or the connection to it broke. One line for people, without user and password. */
export class DatabaseAwayError extends Error {
  override readonly name = 'DatabaseAwayError';

  constructor(connection: ConnectionSettings, cause: unknown) {
    super(`PostgreSQL at ${describeConnection(connection)} is away: ${reasonOf(cause)}`, { cause });
  }
}

const AWAY_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EACCES',
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
]);

/** What `pg` says without a code when a socket closes or a wait for a connection is over. */
const AWAY_MESSAGES =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end)/;

/** Whether an error says that the server is out of reach, rather than that a statement was wrong. */
export function isAwayError(error: unknown): boolean {
  if (error instanceof DatabaseAwayError) return true;
  if (!types.isNativeError(error)) return false;
  const { code } = error as Error & { code?: unknown };
  if (typeof code === 'string' && (AWAY_CODES.has(code) || code.startsWith('08'))) return true;
  return AWAY_MESSAGES.test(error.message);
}

/** Node gathers the attempts on several addresses of a host in one error without a text of its own. */
function reasonOf(cause: unknown): string {
  if (!types.isNativeError(cause)) return String(cause);
  const { errors } = cause as Error & { errors?: readonly unknown[] };
  if (errors !== undefined && errors.length > 0) return reasonOf(errors[0]);
  return (cause.message || cause.name).split('\n', 1)[0].trim();
}
