import { type Socket } from 'node:net';
import { type Pool, type PoolClient } from 'pg';

/** How long connections may take to say good-bye before their sockets are cut. */
const FAREWELL_MS = 1_000;

/** Knows the sockets of a pool, so that a server that has gone silent cannot hold anything up. */
export class PoolWatch {
  private readonly clients = new Set<PoolClient>();

  constructor(pool: Pool) {
    pool.on('connect', (client) => this.clients.add(client));
    pool.on('acquire', (client) => this.clients.add(client));
    pool.on('remove', (client) => this.clients.delete(client));
  }

  /** What `work` gives, or an error once `timeoutMs` are over; then the connection is cut. */
  async within<T>(timeoutMs: number, client: PoolClient, work: Promise<T>): Promise<T> {
    const timer = setTimeout(() => {
      socketOf(client).destroy(timeoutError(timeoutMs));
    }, timeoutMs);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits for a pool that is being closed; cuts what is still open after a second. */
  async closing(closed: Promise<void>): Promise<void> {
    const timer = setTimeout(() => {
      for (const client of this.clients) socketOf(client).destroy();
    }, FAREWELL_MS);
    try {
      await closed;
    } finally {
      clearTimeout(timer);
    }
  }
}

function timeoutError(timeoutMs: number): Error {
  return Object.assign(new Error(`no answer within ${timeoutMs} ms`), { code: 'ETIMEDOUT' });
}

/** `pg` keeps the socket to itself, and has no other way to give up on a server that does not answer. */
function socketOf(client: PoolClient): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
