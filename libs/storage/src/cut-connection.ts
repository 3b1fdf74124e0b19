import { type Socket } from 'node:net';
import { type PoolClient } from 'pg';

/**
 * Ends a connection at once: what is under way on it fails with `reason` as the server's silence. `pg` keeps the
 * socket to itself, and has no other way to give up on a server that does not answer.
 */
export function cutConnection(client: PoolClient, reason?: string): void {
  const error = reason === undefined ? undefined : Object.assign(new Error(reason), { code: 'ETIMEDOUT' });
  (client as unknown as { connection: { stream: Socket } }).connection.stream.destroy(error);
}
