import { type PoolClient } from 'pg';
import { type Database } from '../database.js';
import { dropLoadRows } from '../load-table.js';
import { lockLoads } from './load-notes.js';
import { rowIdsOf } from './row-ids.js';

/**
 * Takes everything that a content brought out of the tables, in one transaction; false where it was not loaded.
 *
 * @throws DatabaseAwayError
 */
export function removeLoad(database: Database, contentHash: string): Promise<boolean> {
  return database.bulk(async (client) => {
    await client.query('BEGIN');
    await lockLoads(client);
    const { rows } = await client.query<{ id: number; symbols: string[] }>(
      'DELETE FROM loads WHERE content_hash = $1 RETURNING id, symbols',
      [contentHash],
    );
    for (const { id, symbols } of rows) await removeRows(client, id, symbols);
    await client.query('COMMIT');
    return rows.length > 0;
  });
}

async function removeRows(client: PoolClient, loadId: number, symbols: readonly string[]): Promise<void> {
  const { first, last } = rowIdsOf(loadId);
  await client.query('DELETE FROM l2_trades WHERE snapshot_row_id BETWEEN $1 AND $2', [first, last]);
  await dropLoadRows(client, loadId);
  await client.query(
    `DELETE FROM instruments i WHERE symbol = ANY ($1)
       AND NOT EXISTS (SELECT FROM l2_orderbook b WHERE b.symbol = i.symbol)`,
    [symbols],
  );
}
