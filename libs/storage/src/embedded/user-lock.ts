import pg from 'pg';
import { SteadyClient } from '../steady-client.js';

/** Number of the advisory lock that every user of an embedded server shares. */
const LOCK_KEY = 7_318_294;
const TAKE_TIMEOUT_MS = 2_000;
/** The server may be busy with a load when a database is made. */
const ANSWER_TIMEOUT_MS = 15_000;
const CANNOT_CONNECT_NOW = '57P03';
const LOCK_NOT_AVAILABLE = '55P03';
/** Two at once see the clash either as a duplicate database or in the index of their names. */
const ALREADY_THERE = ['42P04', '23505'];
const SHUTTING_DOWN = ['57P01', '57P02'];
const NOBODY_LISTENS = ['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE'];

export type LockAttempt =
  | { readonly kind: 'joined'; readonly lock: UserLock }
  /** Nobody listens there. */
  | { readonly kind: 'silent' }
  /** Someone is there and starts, recovers or stops. */
  | { readonly kind: 'busy' };

/**
 * A connection whose shared lock says: someone uses this server. The last one to leave gets the lock for itself
 * alone, and with it the right to stop the server.
 */
export class UserLock {
  private constructor(private readonly client: pg.Client) {}

  /** @throws where someone answers, but not as our server would (another password, no answer in time) */
  static async take(config: pg.ClientConfig): Promise<LockAttempt> {
    const client = new SteadyClient({ ...config, query_timeout: ANSWER_TIMEOUT_MS });
    const lock = new UserLock(client);
    try {
      await client.connect();
      await client.query(`SET lock_timeout = ${TAKE_TIMEOUT_MS}`);
      await client.query(`SELECT pg_advisory_lock_shared(${LOCK_KEY})`);
      return { kind: 'joined', lock };
    } catch (error) {
      await lock.#end();
      return outcomeOf(error);
    }
  }

  async ensureDatabase(name: string): Promise<void> {
    const { rowCount } = await this.client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await this.#createDatabase(name);
  }

  /** Gives the lock up; true where nobody else holds it and the server may be stopped, before `close`. */
  async isLast(): Promise<boolean> {
    try {
      await this.client.query(`SELECT pg_advisory_unlock_shared(${LOCK_KEY})`);
      const { rows } = await this.client.query<{ alone: boolean }>(
        `SELECT pg_try_advisory_lock(${LOCK_KEY}) AS alone`,
      );
      return rows[0].alone;
    } catch {
      // It is gone, or does not answer: there is nothing that could be stopped in good order.
      return false;
    }
  }

  close(): Promise<void> {
    return this.#end();
  }

  async #createDatabase(name: string): Promise<void> {
    try {
      await this.client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
    } catch (error) {
      // Another start was faster.
      if (!ALREADY_THERE.includes((error as { code?: string }).code ?? '')) throw error;
    }
  }

  async #end(): Promise<void> {
    const { client } = this;
    const ended = client.end();
    // A server that is frozen never says goodbye.
    const timer = setTimeout(() => client.connection.stream.destroy(), TAKE_TIMEOUT_MS);
    await ended.catch(goneAlready);
    clearTimeout(timer);
  }
}

/** A connection that failed before or while it is closed has given the lock up all the same. */
function goneAlready(): void {
  return;
}

function outcomeOf(error: unknown): LockAttempt {
  const { code = '', message } = error as { code?: string; message: string };
  if (NOBODY_LISTENS.includes(code)) return { kind: 'silent' };
  if ([CANNOT_CONNECT_NOW, LOCK_NOT_AVAILABLE, ...SHUTTING_DOWN].includes(code)) return { kind: 'busy' };
  // The server ended in the middle of it.
  if (message.includes('Connection terminated') && !message.includes('timeout')) return { kind: 'busy' };
  throw error;
}
