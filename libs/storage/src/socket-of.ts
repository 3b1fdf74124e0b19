import { type Socket } from 'node:net';
import { type PoolClient } from 'pg';

/** What a connection goes through; `pg` keeps it to itself. */
export function socketOf(client: PoolClient): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
