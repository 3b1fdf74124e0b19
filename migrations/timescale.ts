import { type QueryRunner } from 'typeorm';

/** First release whose columnstore has the names that the steps use (`enable_columnstore`, `add_columnstore_policy`). */
const OLDEST_VERSION = [2, 18];

const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Whether this database is to use TimescaleDB: the server offers the extension and has loaded it at its start. It is
 * installed into the database where it is not yet; a user who may not do that gets the tables of plain PostgreSQL.
 */
export async function installTimescale(runner: QueryRunner): Promise<boolean> {
  if (!(await isOffered(runner))) return false;
  await runner.query('SAVEPOINT before_timescaledb');
  try {
    await runner.query('CREATE EXTENSION IF NOT EXISTS timescaledb');
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
    await runner.query('ROLLBACK TO SAVEPOINT before_timescaledb');
    return false;
  }
  await requireVersion(runner);
  return true;
}

/** Whether a table is a hypertable; false wherever the extension is missing. */
export async function isHypertable(runner: QueryRunner, table: string): Promise<boolean> {
  const [{ installed }] = (await runner.query(
    `SELECT to_regclass('timescaledb_information.hypertables') IS NOT NULL AS installed`,
  )) as [{ installed: boolean }];
  if (!installed) return false;
  const rows = (await runner.query(
    `SELECT FROM timescaledb_information.hypertables
     WHERE hypertable_schema = current_schema() AND hypertable_name = $1`,
    [table],
  )) as unknown[];
  return rows.length > 0;
}

async function isOffered(runner: QueryRunner): Promise<boolean> {
  const [{ offered }] = (await runner.query(
    `SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb')
        AND 'timescaledb' = ANY (string_to_array(
              replace(replace(current_setting('shared_preload_libraries'), ' ', ''), '"', ''), ',')) AS offered`,
  )) as [{ offered: boolean }];
  return offered;
}

async function requireVersion(runner: QueryRunner): Promise<void> {
  const [{ version }] = (await runner.query(
    `SELECT extversion AS version FROM pg_extension WHERE extname = 'timescaledb'`,
  )) as [{ version: string }];
  const [major, minor] = version.split('.').map(Number);
  if (major > OLDEST_VERSION[0] || (major === OLDEST_VERSION[0] && minor >= OLDEST_VERSION[1])) return;
  throw new Error(
    `TimescaleDB is ${version} here, ${OLDEST_VERSION.join('.')} or later is needed: ` +
      'ALTER EXTENSION timescaledb UPDATE, or a newer image',
  );
}
