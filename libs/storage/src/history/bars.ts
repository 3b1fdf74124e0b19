import { type BarMessage, type BarResolution } from '@genesis/contracts';
import { MICROS_PER_SECOND, secondsFromMicros } from '@genesis/market';
import { type Database } from '../database.js';
import { timestampFromMicros } from '../timestamps.js';

/** Width of a bar in seconds. */
export const BAR_SECONDS: Readonly<Record<BarResolution, number>> = { '1s': 1, '1m': 60 };

/** Which bars: those of a symbol that begin in [fromMicros, toMicros]. */
export interface BarSelection {
  readonly symbol: string;
  readonly resolution: BarResolution;
  readonly fromMicros: number;
  readonly toMicros: number;
  readonly limit: number;
}

interface BarRow extends Omit<BarMessage, 'timestamp' | 'resolution'> {
  readonly bucket: number;
}

const BARS = `SELECT * FROM (
    SELECT * FROM orderbook_bars(make_interval(secs => $1), $2, $3, $4) ORDER BY bucket DESC LIMIT $5
  ) newest ORDER BY bucket`;

/** The newest `limit` bars of a selection, oldest first. @throws DatabaseAwayError */
export async function readBars(database: Database, selection: BarSelection): Promise<BarMessage[]> {
  const { symbol, resolution, fromMicros, toMicros, limit } = selection;
  const width = BAR_SECONDS[resolution];
  const values = [width, symbol, firstBarFrom(fromMicros, width), timestampFromMicros(toMicros), limit];
  const { rows } = await database.bulk((client) => client.query<BarRow>(BARS, values));
  return rows.map(({ bucket, ...bar }) => ({ timestamp: secondsFromMicros(bucket), resolution, ...bar }));
}

/** Stamps of a symbol's first and last row. */
export interface StampSpan {
  readonly first: number;
  readonly last: number;
}

/** Null where the symbol has no rows. @throws DatabaseAwayError */
export async function stampsOf(database: Database, symbol: string): Promise<StampSpan | null> {
  const { rows } = await database.bulk((client) =>
    client.query<StampSpan | { readonly first: null }>(
      'SELECT min(ts) AS first, max(ts) AS last FROM l2_orderbook WHERE symbol = $1',
      [symbol],
    ),
  );
  const [span] = rows;
  return span.first === null ? null : span;
}

/** Bars begin at whole seconds or minutes: where a range begins within a bar, that bar is not part of it. */
function firstBarFrom(fromMicros: number, width: number): string {
  const widthMicros = width * MICROS_PER_SECOND;
  return timestampFromMicros(Math.ceil(fromMicros / widthMicros) * widthMicros);
}
