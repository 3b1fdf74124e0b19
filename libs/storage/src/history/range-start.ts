import { type Database } from '../database.js';
import { timestampFromMicros } from '../timestamps.js';

const NTH_NEWEST = `SELECT min(ts) AS ts FROM (
    SELECT ts FROM l2_orderbook WHERE ($1::text IS NULL OR symbol = $1) AND ts <= $2 ORDER BY ts DESC LIMIT $3
  ) newest`;

/**
 * Stamp of the row that stands `rows` rows before a stamp, of one symbol or (null) of all, or of the first there is; null
 * where none is before it. @throws DatabaseAwayError
 */
export async function stampBefore(
  database: Database,
  symbol: string | null,
  toMicros: number,
  rows: number,
): Promise<number | null> {
  const values = [symbol, timestampFromMicros(toMicros), rows];
  const found = await database.bulk((client) => client.query<{ ts: number | null }>(NTH_NEWEST, values));
  return found.rows[0].ts;
}
