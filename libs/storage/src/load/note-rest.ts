import { type PoolClient } from 'pg';
import { rowIdsOf } from './row-ids.js';

/** Between the hash of a content and the id of a load of which only a part is left. */
const IN_PART = ' in part ';

/** SQL: of which content a load brought all or a part. */
export const CONTENT_OF_LOAD = `split_part(content_hash, '${IN_PART}', 1)`;

const NOTE_REST = `UPDATE loads SET content_hash = ${CONTENT_OF_LOAD} || '${IN_PART}' || id, symbols = rest.symbols,
    symbol_rows = rest.symbol_rows, row_count = rest.rows, from_ts = rest.first, to_ts = rest.last,
    trade_count = (SELECT count(*) FROM l2_trades t WHERE t.snapshot_ts >= rest.first AND t.snapshot_ts <= rest.last
      AND t.snapshot_row_id >= $2 AND t.snapshot_row_id <= $3)
  FROM (SELECT array_agg(symbol ORDER BY symbol) AS symbols, array_agg(rows ORDER BY symbol) AS symbol_rows,
      sum(rows) AS rows, min(first) AS first, max(last) AS last
    FROM (SELECT b.symbol, count(*) AS rows, min(b.ts) AS first, max(b.ts) AS last FROM l2_orderbook b
      WHERE b.row_id >= $2 AND b.row_id <= $3
        AND b.ts >= (SELECT from_ts FROM loads WHERE id = $1) AND b.ts <= (SELECT to_ts FROM loads WHERE id = $1)
      GROUP BY b.symbol) each) rest
  WHERE loads.id = $1 AND rest.rows > 0`;

/**
 * Notes what is left of a load that lost rows to another one. It keeps saying where its rows are from, but is not the
 * whole content any more, which can be loaded again. Of a load of which nothing is left the note goes.
 */
export async function noteRest(client: PoolClient, loadId: number): Promise<void> {
  const { first, last } = rowIdsOf(loadId);
  const { rowCount } = await client.query(NOTE_REST, [loadId, first, last]);
  if (rowCount === 0) await client.query('DELETE FROM loads WHERE id = $1', [loadId]);
}
