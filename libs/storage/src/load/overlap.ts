import { type PoolClient } from 'pg';
import { type SourceDescription } from '@genesis/ingest';
import { timestampFromMicros } from '../timestamps.js';
import { type LoadedSymbol } from './load-request.js';
import { LoadRefusedError } from './load-refused.error.js';
import { spanColumns } from './load-notes.js';
import { ROW_IDS_PER_LOAD } from '../load-table.js';
import { rowIdsOf } from './row-ids.js';

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
    LEFT JOIN loads ON loads.id = taken.row_id / ${ROW_IDS_PER_LOAD}
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
