import { type PoolClient } from 'pg';
import { type Database } from '../database.js';
import { StallGuard } from '../copy/stall-guard.js';
import { timestampFromMicros } from '../timestamps.js';

/** Counting reads an index from its beginning; a large table takes its time without a word. */
const COUNT_STALL_MS = 60_000;

const COUNT = `SELECT symbol, count(*)::float8 AS rows FROM l2_orderbook
  WHERE ts < $1 AND ($2::text[] IS NULL OR symbol = ANY ($2)) GROUP BY symbol`;

/** How many rows each symbol has before a stamp. @throws DatabaseAwayError */
export async function countRowsBefore(
  database: Database,
  tsMicros: number,
  symbols: readonly string[] | null,
): Promise<ReadonlyMap<string, number>> {
  const rows = await database.bulk((client) => count(client, tsMicros, symbols));
  return new Map(rows.map(({ symbol, rows }) => [symbol, rows]));
}

async function count(
  client: PoolClient,
  tsMicros: number,
  symbols: readonly string[] | null,
): Promise<{ symbol: string; rows: number }[]> {
  const guard = new StallGuard(client, COUNT_STALL_MS);
  guard.touch();
  try {
    const values = [timestampFromMicros(tsMicros), symbols];
    return (await client.query<{ symbol: string; rows: number }>(COUNT, values)).rows;
  } finally {
    guard.stop();
  }
}
