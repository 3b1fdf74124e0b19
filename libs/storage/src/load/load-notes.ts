import { type PoolClient } from 'pg';
import { LAST_EXACT_MICROS } from '../copy/copy-binary.js';
import { timestampFromMicros } from '../timestamps.js';
import { type AlreadyLoaded, type LoadedSymbol, type LoadReport, type LoadRequest } from './load-request.js';
import { LoadRefusedError } from './load-refused.error.js';

/** The part of `loads` and `instruments` in a load: who may begin, what is noted at the end. */

/** Only one load of a content at a time; the lock goes with the transaction. @throws LoadRefusedError */
export async function claimContent(client: PoolClient, { name, contentHash }: LoadRequest): Promise<void> {
  const { rows } = await client.query<{ mine: boolean }>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended('genesis load ' || $1, 0)) AS mine`,
    [contentHash],
  );
  if (rows[0].mine) return;
  throw new LoadRefusedError(
    `${name}: the same content is being loaded by someone else, nothing was changed`,
  );
}

/** The load that brought this content for these symbols, null where there is none. */
export async function findEarlier(
  client: PoolClient,
  contentHash: string,
  symbols: readonly string[],
): Promise<AlreadyLoaded | null> {
  const { rows } = await client.query<{ loadId: number; name: string; rows: number }>(
    `SELECT id AS "loadId", name, row_count AS rows FROM loads WHERE content_hash = $1 AND symbols @> $2 ORDER BY id LIMIT 1`,
    [contentHash, symbols],
  );
  return rows.length === 0 ? null : { kind: 'already', ...rows[0] };
}

export async function nextLoadId(client: PoolClient): Promise<number> {
  const { rows } = await client.query<{ id: number }>(
    `SELECT nextval(pg_get_serial_sequence('loads', 'id')) AS id`,
  );
  return rows[0].id;
}

/** Ends of loads come one after another: until the transaction ends nobody else notes one. */
export async function lockLoads(client: PoolClient): Promise<void> {
  await client.query('LOCK TABLE loads IN SHARE ROW EXCLUSIVE MODE');
}

/** Notes what was loaded, and the instruments that it belongs to. */
export async function noteLoad(
  client: PoolClient,
  request: LoadRequest,
  format: string,
  report: LoadReport,
): Promise<void> {
  const { symbols } = report;
  const rejected = [...report.rejected.values()].reduce((sum, count) => sum + count, 0);
  await client.query(
    `INSERT INTO loads (id, name, format, content_hash, symbols, symbol_rows, row_count, trade_count, rejected_count, from_ts, to_ts, engine)
     OVERRIDING SYSTEM VALUE VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[report.loadId, request.name, format, request.contentHash, symbols.map(({ symbol }) => symbol)],
      symbols.map(({ rows }) => rows),
      ...[report.rows, report.trades, rejected],
      timestampFromMicros(Math.min(...symbols.map(({ fromMicros }) => fromMicros))),
      timestampFromMicros(Math.max(...symbols.map(({ toMicros }) => toMicros))),
      request.engine,
    ],
  );
  await client.query(
    `INSERT INTO instruments (symbol, first_ts, last_ts, row_count)
     SELECT * FROM unnest($1::text[], $2::timestamp[], $3::timestamp[], $4::bigint[])
     ON CONFLICT (symbol) DO UPDATE SET first_ts = LEAST(instruments.first_ts, excluded.first_ts),
       last_ts = GREATEST(instruments.last_ts, excluded.last_ts), row_count = instruments.row_count + excluded.row_count`,
    [...spanColumns(symbols), symbols.map(({ rows }) => rows)],
  );
}

/** Symbols, first and last stamps as three arrays, for `unnest`. */
export function spanColumns(spans: readonly Omit<LoadedSymbol, 'rows'>[]): [string[], string[], string[]] {
  return [
    spans.map(({ symbol }) => symbol),
    spans.map(({ fromMicros }) => timestampFromMicros(Math.max(fromMicros, -LAST_EXACT_MICROS))),
    spans.map(({ toMicros }) => timestampFromMicros(Math.min(toMicros, LAST_EXACT_MICROS))),
  ];
}

const LOWER_COUNTS = `UPDATE instruments i SET row_count = GREATEST(0, i.row_count - gone.rows)
  FROM (SELECT symbol, sum(rows) AS rows FROM unnest($1::text[], $2::bigint[]) AS each (symbol, rows) GROUP BY symbol) gone
  WHERE i.symbol = gone.symbol`;

/** Takes rows of loads that are gone out of the notes of their instruments. */
export async function countOut(
  client: PoolClient,
  gone: readonly { readonly symbol: string; readonly rows: number }[],
): Promise<void> {
  await client.query(LOWER_COUNTS, [gone.map(({ symbol }) => symbol), gone.map(({ rows }) => rows)]);
}
