import { type PoolClient } from 'pg';
import { timestampFromMicros } from './timestamps.js';

/** Numbers that a load can give its rows: `row_id` is load id · 2³² + number of the row, from 1. */
export const ROW_IDS_PER_LOAD = 2 ** 32;

/** A load with more symbols than this is left out by its times only. */
const MOST_SYMBOLS_NAMED = 64;

/** The build of a load's indices sorts; with this much memory a million rows are sorted without a file. */
const SORT_MEMORY = '128MB';

/** What a load's rows have in common. */
export interface LoadExtent {
  readonly fromMicros: number;
  readonly toMicros: number;
  readonly symbols: readonly string[];
}

/** Where the rows of a load are written. */
export interface LoadTarget {
  readonly table: string;
  /** Made in the transaction of the load, for it alone. */
  readonly isNew: boolean;
}

/**
 * Says where the rows of a load are written. On TimescaleDB that is `l2_orderbook` itself. On plain PostgreSQL each load gets a
 * table of its own, which `attachLoadTable` indexes and makes a partition: that is faster than to keep indices in order
 * row by row, readers meet no lock, and a load is replaced by dropping its table. To be called in the transaction
 * of the load; nothing is seen of it before that is committed.
 */
export async function createLoadTable(client: PoolClient, loadId: number): Promise<LoadTarget> {
  if (!(await isPartitioned(client))) return { table: 'l2_orderbook', isNew: false };
  const table = loadTableName(loadId);
  await client.query(`CREATE TABLE ${table} (LIKE l2_orderbook INCLUDING DEFAULTS)`);
  return { table, isNew: true };
}

/** What the planner has to know of the rows to read them by their index instead of sorting all of them for each page. */
const KEY_COLUMNS = 'ts, symbol, row_id';

/**
 * Makes the filled table part of `l2_orderbook`, and its keys known to the planner: autovacuum would do so a minute later,
 * and until then a replay is ten times slower. `extent` has to cover every row.
 */
export async function attachLoadTable(client: PoolClient, loadId: number, extent: LoadExtent): Promise<void> {
  if (!(await isPartitioned(client))) {
    await client.query(`ANALYZE l2_orderbook (${KEY_COLUMNS})`);
    return;
  }
  const table = loadTableName(loadId);
  await client.query(`SET LOCAL maintenance_work_mem = '${SORT_MEMORY}'`);
  await client.query(`CREATE INDEX ON ${table} (${KEY_COLUMNS})`);
  await client.query(`CREATE INDEX ON ${table} (symbol, ts)`);
  await client.query(`ANALYZE ${table} (${KEY_COLUMNS})`);
  await addBounds(client, loadId, extent);
  await client.query(
    `ALTER TABLE l2_orderbook ATTACH PARTITION ${table}
     FOR VALUES FROM (${loadId * ROW_IDS_PER_LOAD}) TO (${(loadId + 1) * ROW_IDS_PER_LOAD})`,
  );
}

/**
 * Removes the rows of a load. On plain PostgreSQL this waits for readers and keeps new ones waiting until the transaction
 * ends: to be the last step before COMMIT.
 */
export async function dropLoadRows(client: PoolClient, loadId: number): Promise<void> {
  if (await isPartitioned(client)) {
    await client.query(`DROP TABLE IF EXISTS ${loadTableName(loadId)}`);
    return;
  }
  await client.query('DELETE FROM l2_orderbook WHERE row_id >= $1 AND row_id < $2', [
    loadId * ROW_IDS_PER_LOAD,
    (loadId + 1) * ROW_IDS_PER_LOAD,
  ]);
}

/**
 * Bounds that the planner leaves the table out by when a query names other times or symbols. Those of `row_id` are
 * what ATTACH would otherwise read all rows for. DDL takes no parameters: PostgreSQL itself quotes the values.
 */
async function addBounds(client: PoolClient, loadId: number, extent: LoadExtent): Promise<void> {
  const named = extent.symbols.length <= MOST_SYMBOLS_NAMED;
  const { rows } = await client.query<{ statement: string }>(
    `SELECT format('ALTER TABLE %I ADD CHECK (row_id >= %s AND row_id < %s
        AND ts >= %L::timestamp AND ts <= %L::timestamp)', $1::text, $2::bigint, $3::bigint, $4::text, $5::text)
      || CASE WHEN $6 THEN format(', ADD CHECK (symbol = ANY (%L::text[]))', $7::text[]) ELSE '' END AS statement`,
    [
      loadTableName(loadId),
      loadId * ROW_IDS_PER_LOAD,
      (loadId + 1) * ROW_IDS_PER_LOAD,
      timestampFromMicros(extent.fromMicros),
      timestampFromMicros(extent.toMicros),
      named,
      extent.symbols,
    ],
  );
  await client.query(rows[0].statement);
}

function loadTableName(loadId: number): string {
  if (Number.isSafeInteger(loadId) && loadId > 0) return `l2_orderbook_load_${loadId}`;
  throw new RangeError(`load id is ${loadId}, expected a whole number from 1`);
}

async function isPartitioned(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ partitioned: boolean }>(
    `SELECT relkind = 'p' AS partitioned FROM pg_class WHERE oid = 'l2_orderbook'::regclass`,
  );
  return rows[0].partitioned;
}
