import { type PoolClient } from 'pg';
import { socketOf } from './socket-of.js';

/**
 * Ends a connection at once: what is under way on it fails with `reason` as the server's silence: `pg` has no
 * other way to give up on a server that does not answer.
 */
export function cutConnection(client: PoolClient, reason?: string): void {
  const error = reason === undefined ? undefined : Object.assign(new Error(reason), { code: 'ETIMEDOUT' });
  socketOf(client).destroy(error);
}
