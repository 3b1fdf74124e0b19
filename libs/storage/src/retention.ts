import { type PoolClient } from 'pg';
import { type Database } from './database.js';

/** What grows with the data that come in. Alerts, their evidence and their chain are kept for good. */
const TABLES = ['l2_orderbook', 'l2_trades'] as const;

const CURRENT = `SELECT (config->>'drop_after')::interval = make_interval(days => $2) AS right
  FROM timescaledb_information.jobs
  WHERE proc_name = 'policy_retention' AND hypertable_schema = current_schema() AND hypertable_name = $1`;

/**
 * Has TimescaleDB drop, once a day, the chunks whose rows are all older than `days` by their own stamps; with 0 nothing is
 * dropped any more. Changes nothing where that is so already.
 * @returns whether the database can do that; plain PostgreSQL keeps everything
 * @throws DatabaseAwayError
 */
export async function setRetention(database: Database, days: number): Promise<boolean> {
  if (!database.timescale) return false;
  await database.bulk(async (client) => {
    for (const table of TABLES) await setPolicy(client, table, days);
  });
  return true;
}

async function setPolicy(client: PoolClient, table: string, days: number): Promise<void> {
  const { rows } = await client.query<{ right: boolean }>(CURRENT, [table, days]);
  if (days === 0 ? rows.length === 0 : rows.some(({ right }) => right)) return;
  await client.query('BEGIN');
  await client.query('SELECT remove_retention_policy($1::regclass, if_exists => TRUE)', [table]);
  if (days > 0)
    await client.query(
      'SELECT add_retention_policy($1::regclass, make_interval(days => $2), if_not_exists => TRUE)',
      [table, days],
    );
  await client.query('COMMIT');
}
