import { MIGRATIONS } from '@genesis/migrations';
import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm';
import { MIGRATIONS_TABLE } from './create-data-source.js';
import { isAwayError } from './database-away.error.js';

/** What a run of the steps did: the names of the steps taken, in their order. */
export interface MigrationReport {
  readonly steps: readonly string[];
}

/** A step and whether it was taken. */
export interface MigrationState {
  readonly name: string;
  readonly taken: boolean;
}

/** Any number that is ours alone: "genesis" in the letters of a telephone. */
const LOCK = 4_363_747;

/** Longest wait for another process that is taking the steps. */
const LOCK_TIMEOUT = '5min';

/** Takes the missing steps, each in a transaction of its own, while no other process does. */
export function migrate(dataSource: DataSource): Promise<MigrationReport> {
  return locked(dataSource, async (executor) => {
    const taken = await executor.executePendingMigrations();
    return { steps: taken.map(({ name }) => name) };
  });
}

/** Takes the latest step back, with all that its tables hold. */
export function migrateDown(dataSource: DataSource): Promise<MigrationReport> {
  return locked(dataSource, async (executor) => {
    const before = await executor.getExecutedMigrations();
    await executor.undoLastMigration();
    const after = new Set((await executor.getExecutedMigrations()).map(({ name }) => name));
    return { steps: before.map(({ name }) => name).filter((name) => !after.has(name)) };
  });
}

/** Every step, oldest first; changes nothing, not even the table that notes them. */
export async function migrationStates(dataSource: DataSource): Promise<MigrationState[]> {
  const [{ noted }] = await dataSource.query<[{ noted: boolean }]>(
    'SELECT to_regclass($1) IS NOT NULL AS noted',
    [MIGRATIONS_TABLE],
  );
  const rows = noted
    ? await dataSource.query<{ name: string }[]>(`SELECT name FROM ${MIGRATIONS_TABLE}`)
    : [];
  const taken = new Set(rows.map(({ name }) => name));
  return MIGRATIONS.map(({ name }) => ({ name, taken: taken.has(name) }));
}

/** Lock and steps use one connection, so that a pool of one is enough and a crash gives the lock back. */
async function locked<T>(
  dataSource: DataSource,
  work: (executor: MigrationExecutor) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await lock(runner);
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'each';
    return await work(executor);
  } finally {
    await unlock(runner);
  }
}

async function lock(runner: QueryRunner): Promise<void> {
  await runner.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
  await runner.query('SELECT pg_advisory_lock($1)', [LOCK]);
}

/** A connection that broke has given the lock back by that, and nothing more can be said on it. */
async function unlock(runner: QueryRunner): Promise<void> {
  try {
    await runner.query('SELECT pg_advisory_unlock_all()');
    await runner.query('RESET lock_timeout');
  } catch (error) {
    if (!isAwayError(error)) throw error;
  } finally {
    await runner.release();
  }
}
