import { type PoolClient } from 'pg';
import { ROW_IDS_PER_LOAD } from '../load-table.js';

/** A load's note: its symbols, and how many rows each of them has. */
export interface NotedLoad {
  readonly id: number;
  readonly symbols: readonly string[];
  readonly rows: readonly number[];
}

/** A subquery of one row is not made a join, which would read the whole table. */
const rowAt = (stamp: string): string => `(SELECT true FROM l2_orderbook b WHERE b.ts = ${stamp}
    AND b.row_id > loads.id::bigint * ${ROW_IDS_PER_LOAD} AND b.row_id < (loads.id::bigint + 1) * ${ROW_IDS_PER_LOAD} LIMIT 1)`;

const WHOLE_LOADS = `SELECT id, symbols, symbol_rows::float8[] AS rows FROM loads
  WHERE to_ts < $1 AND cardinality(symbols) = cardinality(symbol_rows)
    AND ${rowAt('from_ts')} AND ${rowAt('to_ts')}
  ORDER BY id`;

/**
 * The loads that end before a stamp and whose counts are known, by id. One that lacks its first or its last row is not
 * of them: somebody deleted rows of it by hand, and what its note says is not what is there.
 */
export async function wholeLoadsBefore(client: PoolClient, before: string): Promise<NotedLoad[]> {
  return (await client.query<NotedLoad>(WHOLE_LOADS, [before])).rows;
}
