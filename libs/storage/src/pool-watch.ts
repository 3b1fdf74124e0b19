import { type Pool, type PoolClient } from 'pg';
import { cutConnection } from './cut-connection.js';

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
      cutConnection(client, `no answer within ${timeoutMs} ms`);
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
      for (const client of this.clients) cutConnection(client);
    }, FAREWELL_MS);
    try {
      await closed;
    } finally {
      clearTimeout(timer);
    }
  }
}
