import { type PoolClient } from 'pg';
import { LAST_EXACT_MICROS } from '../copy/copy-binary.js';
import { StallGuard } from '../copy/stall-guard.js';
import { type Database } from '../database.js';
import { timestampFromMicros } from '../timestamps.js';
import { type RowSelection } from './page-reader.js';

/** A symbol that has rows in the selection, with its first and last stamp. */
export interface SymbolSpan {
  readonly symbol: string;
  readonly fromMicros: number;
  readonly toMicros: number;
}

/** From symbol to symbol by the index (a loose scan), then to both ends of each: no row in between is read. */
const SPANS = `WITH RECURSIVE found(symbol) AS (
    SELECT min(symbol) FROM l2_orderbook
    UNION ALL
    SELECT (SELECT min(symbol) FROM l2_orderbook WHERE symbol > found.symbol) FROM found
      WHERE found.symbol IS NOT NULL)
  SELECT symbol, first.ts AS "fromMicros", last.ts AS "toMicros" FROM found,
    LATERAL (SELECT min(ts) AS ts FROM l2_orderbook b WHERE b.symbol = found.symbol AND b.ts >= $1 AND b.ts <= $2) first,
    LATERAL (SELECT max(ts) AS ts FROM l2_orderbook b WHERE b.symbol = found.symbol AND b.ts >= $1 AND b.ts <= $2) last
  WHERE found.symbol IS NOT NULL AND first.ts IS NOT NULL AND ($3::text[] IS NULL OR found.symbol = ANY ($3))
  ORDER BY found.symbol`;

/** The symbols of a selection and their spans, by symbol. @throws DatabaseAwayError */
export function describeRows(
  database: Database,
  selection: RowSelection,
  stallMs: number,
): Promise<SymbolSpan[]> {
  return database.bulk(async (client) => {
    const guard = new StallGuard(client, stallMs);
    guard.touch();
    try {
      return await spansOf(client, selection);
    } finally {
      guard.stop();
    }
  });
}

async function spansOf(client: PoolClient, selection: RowSelection): Promise<SymbolSpan[]> {
  const from = timestampFromMicros(Math.max(selection.fromMicros, -LAST_EXACT_MICROS));
  const to = timestampFromMicros(Math.min(selection.toMicros, LAST_EXACT_MICROS));
  const { rows } = await client.query<SymbolSpan>(SPANS, [from, to, selection.symbols]);
  return rows;
}
