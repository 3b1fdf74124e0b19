import { type PoolClient } from 'pg';
import { type Database } from '../database.js';
import { dropLoadRows } from '../load-table.js';
import { countOut, lockLoads } from './load-notes.js';
import { CONTENT_OF_LOAD } from './note-rest.js';
import { rowIdsOf } from './row-ids.js';

const COUNT_ROWS = `SELECT symbol, count(*) AS rows FROM l2_orderbook WHERE row_id BETWEEN $1 AND $2 GROUP BY symbol`;

/**
 * Takes everything that a content brought, or what is left of it, out of the tables, in one transaction; false where
 * nothing is there. Only where something is does it wait for a load that is about to end.
 *
 * @throws DatabaseAwayError
 */
export function removeLoad(database: Database, contentHash: string): Promise<boolean> {
  return database.bulk(async (client) => {
    const found = await client.query(`SELECT FROM loads WHERE ${CONTENT_OF_LOAD} = $1 LIMIT 1`, [
      contentHash,
    ]);
    if (found.rowCount === 0) return false;
    await client.query('BEGIN');
    await lockLoads(client);
    const { rows } = await client.query<{ id: number; symbols: string[] }>(
      `DELETE FROM loads WHERE ${CONTENT_OF_LOAD} = $1 RETURNING id, symbols`,
      [contentHash],
    );
    for (const { id, symbols } of rows) await removeRows(client, id, symbols);
    await client.query('COMMIT');
    return rows.length > 0;
  });
}

async function removeRows(client: PoolClient, loadId: number, symbols: readonly string[]): Promise<void> {
  const { first, last } = rowIdsOf(loadId);
  const { rows: gone } = await client.query<{ symbol: string; rows: number }>(COUNT_ROWS, [first, last]);
  await countOut(client, gone);
  await client.query('DELETE FROM l2_trades WHERE snapshot_row_id BETWEEN $1 AND $2', [first, last]);
  await dropLoadRows(client, loadId);
  await client.query(
    `DELETE FROM instruments i WHERE symbol = ANY ($1)
       AND NOT EXISTS (SELECT FROM l2_orderbook b WHERE b.symbol = i.symbol)`,
    [symbols],
  );
}
