import { type PoolClient } from 'pg';
import { dropLoadRows, ROW_IDS_PER_LOAD } from '../load-table.js';
import { type LoadedSymbol, type ReplacedRows } from './load-request.js';
import { countOut, spanColumns } from './load-notes.js';
import { noteRest } from './note-rest.js';
import { rowIdsOf } from './row-ids.js';

/** What has to go last, because readers wait for it: the loads of which nothing stays. */
export interface Replacement {
  readonly rows: readonly ReplacedRows[];
  readonly emptied: readonly number[];
}

const SPANS = 'unnest($1::text[], $2::timestamp[], $3::timestamp[]) AS span (symbol, first, last)';
const IN_SPAN = 'b.symbol = span.symbol AND b.ts >= span.first AND b.ts <= span.last';

/** Loads all of whose rows are of the spans' symbols and within their times. */
const COVERED = `SELECT id FROM loads WHERE id <> $4 AND NOT EXISTS (
    SELECT FROM unnest(loads.symbols) AS own (symbol) WHERE NOT EXISTS (
      SELECT FROM ${SPANS} WHERE span.symbol = own.symbol AND span.first <= loads.from_ts AND span.last >= loads.to_ts))`;

const COUNT_COVERED = `SELECT b.symbol, loads.id AS "loadId", loads.name, count(*) AS rows FROM l2_orderbook b
  JOIN loads ON loads.id = $1 WHERE b.row_id >= $2 AND b.row_id <= $3 GROUP BY 1, 2, 3 ORDER BY 1`;

const DELETE_ROWS = `WITH gone AS (
    DELETE FROM l2_orderbook b USING ${SPANS}
    WHERE ${IN_SPAN} AND (b.row_id < $4 OR b.row_id > $5) AND b.row_id / ${ROW_IDS_PER_LOAD} <> ALL ($6::bigint[])
    RETURNING b.symbol, b.row_id / ${ROW_IDS_PER_LOAD} AS load_id)
  SELECT gone.symbol, gone.load_id AS "loadId", loads.name, count(*) AS rows
  FROM gone LEFT JOIN loads ON loads.id = gone.load_id GROUP BY 1, 2, 3 ORDER BY 1, 2`;

const DELETE_TRADES = `DELETE FROM l2_trades t USING ${SPANS}
  WHERE t.symbol = span.symbol AND t.snapshot_ts >= span.first AND t.snapshot_ts <= span.last
    AND (t.snapshot_row_id IS NULL OR t.snapshot_row_id < $4 OR t.snapshot_row_id > $5)`;

type GoneRows = ReplacedRows & { readonly loadId: number };

/**
 * Takes the rows of all other loads, and those by hand, out of the spans of a load, with their trades. A load that
 * lost rows is no longer whole, and its file can be loaded again. The rows of loads of which nothing stays are
 * left to `dropEmptied`.
 */
export async function replaceOthers(
  client: PoolClient,
  contentHash: string,
  spans: readonly LoadedSymbol[],
  loadId: number,
): Promise<Replacement> {
  const { first, last } = rowIdsOf(loadId);
  const columns = spanColumns(spans);
  const { rows: covered } = await client.query<{ id: number }>(COVERED, [...columns, loadId]);
  const emptied = covered.map(({ id }) => id);
  const gone = await countAll(client, emptied);
  const values = [...columns, first, last];
  gone.push(...(await client.query<GoneRows>(DELETE_ROWS, [...values, emptied])).rows);
  await client.query(DELETE_TRADES, values);
  await correctNotes(client, contentHash, spans, emptied, gone);
  return { rows: gone.map(({ symbol, rows, name }) => ({ symbol, rows, name })), emptied };
}

/** The last step before the end of the transaction. */
export async function dropEmptied(client: PoolClient, { emptied }: Replacement): Promise<void> {
  for (const id of emptied) await dropLoadRows(client, id);
}

async function countAll(client: PoolClient, loadIds: readonly number[]): Promise<GoneRows[]> {
  const gone: GoneRows[] = [];
  for (const id of loadIds) {
    const { first, last } = rowIdsOf(id);
    gone.push(...(await client.query<GoneRows>(COUNT_COVERED, [id, first, last])).rows);
  }
  return gone;
}

async function correctNotes(
  client: PoolClient,
  contentHash: string,
  spans: readonly LoadedSymbol[],
  emptied: readonly number[],
  gone: readonly GoneRows[],
): Promise<void> {
  await client.query('DELETE FROM loads WHERE id = ANY ($1)', [emptied]);
  const { rows: left } = await client.query<{ id: number }>(
    'SELECT id FROM loads WHERE id = ANY ($1) OR (content_hash = $2 AND symbols && $3) ORDER BY id',
    [gone.map(({ loadId: id }) => id), contentHash, spans.map(({ symbol }) => symbol)],
  );
  for (const { id } of left) await noteRest(client, id);
  // Rows by hand were never counted in.
  await countOut(
    client,
    gone.filter(({ loadId: id }) => id > 0),
  );
}
