import { type PoolClient } from 'pg';
import { type Database } from '../database.js';
import { StallGuard } from '../copy/stall-guard.js';
import { rowIdsOf } from '../load/row-ids.js';
import { timestampFromMicros } from '../timestamps.js';
import { wholeLoadsBefore } from './whole-loads.js';

/**
 * Counting reads an index without a word, and a billion rows take their time: that is no sign of a frozen server. Who
 * watches the server by other means closes the database, and with it this connection, long before.
 */
const COUNT_STALL_MS = 30 * 60_000;

const COUNT = `SELECT symbol, count(*)::float8 AS rows FROM l2_orderbook
  WHERE ts < $1 AND ($2::text[] IS NULL OR symbol = ANY ($2))`;
const COUNT_ALL = `${COUNT} GROUP BY symbol`;
/** Partitions of other row ids, and those that begin later, are not looked at. */
const COUNT_BETWEEN = `${COUNT} AND row_id > $3 AND row_id < $4 GROUP BY symbol`;

/** Row ids between two loads, both exclusive. */
type Gap = readonly [after: number, before: number];

/**
 * How many rows each symbol has before a stamp. On plain PostgreSQL loads that end before it are taken from their notes, so
 * that only what came by hand, what lost rows and the load around the stamp is counted. A hypertable is counted as a
 * whole: its chunks know nothing of loads.
 *
 * @param signal aborted: the connection is given up at once
 * @throws DatabaseAwayError
 */
export function countRowsBefore(
  database: Database,
  tsMicros: number,
  symbols: readonly string[] | null,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  return database.bulk(async (client) => {
    const guard = new StallGuard(client, COUNT_STALL_MS);
    const counts = new RowCounts(client, timestampFromMicros(tsMicros), symbols);
    const cut = (): void => guard.cut('the replay was closed');
    signal.addEventListener('abort', cut);
    try {
      if (!signal.aborted) await guard.during(() => countAtOnce(client, counts, database.timescale));
    } finally {
      signal.removeEventListener('abort', cut);
    }
    return counts.rows;
  });
}

/** Notes and rows of the same moment. */
async function countAtOnce(client: PoolClient, counts: RowCounts, timescale: boolean): Promise<void> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  await (timescale ? counts.countAll() : counts.countBesideNotes());
  await client.query('COMMIT');
}

class RowCounts {
  readonly rows = new Map<string, number>();

  constructor(
    readonly client: PoolClient,
    readonly before: string,
    readonly symbols: readonly string[] | null,
  ) {}

  countAll(): Promise<void> {
    return this.#count(COUNT_ALL, []);
  }

  async countBesideNotes(): Promise<void> {
    const loads = await wholeLoadsBefore(this.client, this.before);
    for (const { symbols, rows } of loads)
      for (const [index, symbol] of symbols.entries())
        if (this.symbols?.includes(symbol) !== false) this.#add(symbol, rows[index]);
    for (const gap of gapsBetween(loads.map(({ id }) => id))) await this.#count(COUNT_BETWEEN, gap);
  }

  async #count(statement: string, between: readonly number[]): Promise<void> {
    const values = [this.before, this.symbols, ...between];
    const { rows } = await this.client.query<{ symbol: string; rows: number }>(statement, values);
    for (const { symbol, rows: count } of rows) this.#add(symbol, count);
  }

  #add(symbol: string, rows: number): void {
    this.rows.set(symbol, (this.rows.get(symbol) ?? 0) + rows);
  }
}

/** What the loads, given by rising ids, leave of all row ids. */
function gapsBetween(loadIds: readonly number[]): Gap[] {
  const spans = loadIds.map(rowIdsOf);
  const from = [-1, ...spans.map(({ last }) => last)];
  const to = [...spans.map(({ first }) => first), Number.MAX_SAFE_INTEGER];
  return from.map((after, index): Gap => [after, to[index]]).filter(([after, before]) => before - after > 2);
}
