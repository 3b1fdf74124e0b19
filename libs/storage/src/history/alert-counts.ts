import { type AlertCountMessage } from '@genesis/contracts';
import { secondsFromMicros } from '@genesis/market';
import { type Database } from '../database.js';
import { timestampFromMicros } from '../timestamps.js';

/** Minutes that begin in [fromMicros, toMicros], of one symbol or (null) of all; null bounds are open. */
export interface AlertCountSelection {
  readonly symbol: string | null;
  readonly fromMicros: number | null;
  readonly toMicros: number | null;
  readonly limit: number;
}

const COUNTS = `SELECT * FROM (
    SELECT bucket, symbol, type, alerts FROM alert_counts_1m
    WHERE ($1::text IS NULL OR symbol = $1) AND ($2::timestamp IS NULL OR bucket >= $2)
      AND ($3::timestamp IS NULL OR bucket <= $3)
    ORDER BY bucket DESC, symbol DESC, type DESC LIMIT $4
  ) newest ORDER BY bucket, symbol, type`;

type CountRow = Omit<AlertCountMessage, 'timestamp'> & { readonly bucket: number };

/** The newest `limit` counts of a selection, oldest first. @throws DatabaseAwayError */
export async function readAlertCounts(
  database: Database,
  { symbol, fromMicros, toMicros, limit }: AlertCountSelection,
): Promise<AlertCountMessage[]> {
  const bounds = [fromMicros, toMicros].map((micros) =>
    micros === null ? null : timestampFromMicros(micros),
  );
  const { rows } = await database.bulk((client) =>
    client.query<CountRow>(COUNTS, [symbol, ...bounds, limit]),
  );
  return rows.map(({ bucket, ...count }) => ({ timestamp: secondsFromMicros(bucket), ...count }));
}
