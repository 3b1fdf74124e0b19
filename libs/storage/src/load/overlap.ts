import { type PoolClient } from 'pg';
import { type SourceDescription } from '@genesis/ingest';
import { timestampFromMicros } from '../timestamps.js';
import { type LoadedSymbol, type ReplacedRows } from './load-request.js';
import { LoadRefusedError } from './load-refused.error.js';
import { spanColumns } from './load-table.js';
import { rowIdsOf, ROWS_PER_LOAD } from './row-ids.js';

type Span = Omit<LoadedSymbol, 'rows'>;

/** What a source says of itself before it is read. */
export function describedSpans({ symbols, fromMicros, toMicros }: SourceDescription): Span[] {
  return symbols.map((symbol) => ({
    symbol,
    fromMicros: fromMicros ?? -Infinity,
    toMicros: toMicros ?? Infinity,
  }));
}

/** Spans, or parts of them, that the described ones do not cover. */
export function undescribed(spans: readonly Span[], described: readonly Span[]): Span[] {
  return spans.filter(
    (span) =>
      !described.some(
        ({ symbol, fromMicros, toMicros }) =>
          symbol === span.symbol && fromMicros <= span.fromMicros && toMicros >= span.toMicros,
      ),
  );
}

const FIRST_IN_SPAN = `SELECT span.symbol, taken.ts, loads.name
  FROM unnest($1::text[], $2::timestamp[], $3::timestamp[]) AS span (symbol, first, last),
    LATERAL (SELECT b.ts, b.row_id FROM l2_orderbook b
      WHERE b.symbol = span.symbol AND b.ts >= span.first AND b.ts <= span.last
        AND (b.row_id < $4 OR b.row_id > $5) ORDER BY b.ts LIMIT 1) taken
    LEFT JOIN loads ON loads.id = taken.row_id / ${ROWS_PER_LOAD}
  ORDER BY taken.ts, span.symbol LIMIT 1`;

/** Refuses spans in which the table holds rows of another load. @throws LoadRefusedError */
export async function refuseTaken(
  client: PoolClient,
  name: string,
  spans: readonly Span[],
  loadId: number,
): Promise<void> {
  if (spans.length === 0) return;
  const { first, last } = rowIdsOf(loadId);
  const { rows } = await client.query<{ symbol: string; ts: number; name: string | null }>(FIRST_IN_SPAN, [
    ...spanColumns(spans),
    ...[first, last],
  ]);
  if (rows.length > 0) throw taken(name, rows[0]);
}

/** The loads that are noted now. */
export async function notedLoads(client: PoolClient): Promise<number[]> {
  const { rows } = await client.query<{ id: number }>('SELECT id FROM loads');
  return rows.map(({ id }) => id);
}

/** Refuses spans that a load noted since then covers. @throws LoadRefusedError */
export async function refuseTakenSince(
  client: PoolClient,
  name: string,
  spans: readonly Span[],
  known: readonly number[],
): Promise<void> {
  const { rows } = await client.query<{ symbol: string; ts: number; name: string }>(
    `SELECT span.symbol, loads.from_ts AS ts, loads.name
     FROM unnest($1::text[], $2::timestamp[], $3::timestamp[]) AS span (symbol, first, last)
     JOIN loads ON span.symbol = ANY (loads.symbols) AND loads.from_ts <= span.last AND loads.to_ts >= span.first
     WHERE loads.id <> ALL ($4) LIMIT 1`,
    [...spanColumns(spans), known],
  );
  if (rows.length > 0) throw taken(name, rows[0]);
}

interface Taken {
  readonly symbol: string;
  readonly ts: number;
  /** Of the load; null for rows that came by hand. */
  readonly name: string | null;
}

function taken(name: string, { symbol, ts, name: other }: Taken): LoadRefusedError {
  const owner = other === null ? 'rows that no load brought' : `rows of ${other}`;
  return new LoadRefusedError(
    `${name}: the database holds ${owner} for ${symbol} in the same time, from ${timestampFromMicros(ts)} on; ` +
      '--replace puts the file in their place, --append adds it beside them',
  );
}

const DELETE_ROWS = `WITH gone AS (
    DELETE FROM l2_orderbook b USING unnest($1::text[], $2::timestamp[], $3::timestamp[]) AS span (symbol, first, last)
    WHERE b.symbol = span.symbol AND b.ts >= span.first AND b.ts <= span.last AND (b.row_id < $4 OR b.row_id > $5)
    RETURNING b.symbol, b.row_id / ${ROWS_PER_LOAD} AS load_id)
  SELECT gone.symbol, gone.load_id AS "loadId", loads.name, count(*) AS rows
  FROM gone LEFT JOIN loads ON loads.id = gone.load_id GROUP BY 1, 2, 3 ORDER BY 1, 2`;

const DELETE_TRADES = `DELETE FROM l2_trades t USING unnest($1::text[], $2::timestamp[], $3::timestamp[]) AS span (symbol, first, last)
  WHERE t.symbol = span.symbol AND t.snapshot_ts >= span.first AND t.snapshot_ts <= span.last
    AND (t.snapshot_row_id IS NULL OR t.snapshot_row_id < $4 OR t.snapshot_row_id > $5)`;

/** What was loaded counts in \`instruments\`; the ends of what is left are looked up. */
const CORRECT_INSTRUMENTS = `UPDATE instruments i SET row_count = GREATEST(0, i.row_count - gone.rows)
  FROM unnest($1::text[], $2::bigint[]) AS gone (symbol, rows) WHERE i.symbol = gone.symbol`;

/**
 * Takes the rows of all other loads, and those by hand, out of the spans of a load, with their trades. A load that
 * lost rows is no longer whole: its note goes too, so that its file can be loaded again.
 */
export async function replaceOthers(
  client: PoolClient,
  contentHash: string,
  spans: readonly Span[],
  loadId: number,
): Promise<ReplacedRows[]> {
  const { first, last } = rowIdsOf(loadId);
  const values = [...spanColumns(spans), first, last];
  const { rows: gone } = await client.query<ReplacedRows & { loadId: number }>(DELETE_ROWS, values);
  await client.query(DELETE_TRADES, values);
  await client.query(
    'DELETE FROM loads WHERE id = ANY ($1::bigint[]) OR (content_hash = $2 AND symbols && $3)',
    [gone.map(({ loadId: id }) => id), contentHash, spans.map(({ symbol }) => symbol)],
  );
  const counted = gone.filter(({ loadId: id }) => id > 0);
  await client.query(CORRECT_INSTRUMENTS, [
    counted.map(({ symbol }) => symbol),
    counted.map(({ rows }) => rows),
  ]);
  return gone.map(({ symbol, rows, name }) => ({ symbol, rows, name }));
}
