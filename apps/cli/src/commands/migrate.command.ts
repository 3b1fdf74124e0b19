import { migrateDown, migrationStates, type Database } from '@genesis/storage';
import { type Command } from 'commander';
import { type CliContext } from '../cli-context.js';
import { UsageError } from '../usage.error.js';
import { addDatabaseOption, withDatabaseAsItIs, type DatabaseOptions } from './database-options.js';

const EXAMPLES = `
Examples:
  $ genesis migrate --status
  $ genesis migrate --database postgres://postgres:postgres@localhost:5433/orderbook
  $ genesis migrate --down --force`;

interface MigrateOptions extends DatabaseOptions {
  readonly status?: true;
  readonly down?: true;
  readonly force?: true;
}

/** `genesis migrate`: brings the tables up to date, or takes the latest step back. The service does the first at its start. */
export function addMigrateCommand(program: Command, context: CliContext): void {
  const command = program
    .command('migrate')
    .description('Bring the tables of the database up to date, or take the latest step back.')
    .option('--status', 'only list the steps and whether they were taken')
    .option('--down', 'take the latest step back, with all that its tables hold')
    .option('--force', 'take it back although there are rows')
    .addHelpText('after', EXAMPLES);
  addDatabaseOption(command).action(async (options: MigrateOptions) => {
    if (options.status && options.down) throw new UsageError('--status and --down exclude each other');
    await withDatabaseAsItIs(options, context, (database) => runOn(database, options, context));
  });
}

async function runOn(database: Database, options: MigrateOptions, context: CliContext): Promise<void> {
  if (options.status) {
    await printStatus(database, context);
    return;
  }
  if (!options.down) {
    const { steps } = await database.migrate();
    print(context, 'taken', steps, 'up to date, nothing to do');
    return;
  }
  if (!options.force) await refuseIfFilled(database);
  const { steps } = await migrateDown(database.dataSource);
  print(context, 'taken back', steps, 'no step was taken, nothing to take back');
}

async function printStatus(database: Database, context: CliContext): Promise<void> {
  const states = await migrationStates(database.dataSource);
  for (const { name, taken } of states) context.stdout(`${taken ? 'taken  ' : 'missing'}  ${name}\n`);
  context.stdout(`TimescaleDB: ${database.timescale ? 'yes' : 'no'}\n`);
}

/** @throws UsageError where something would be lost */
async function refuseIfFilled(database: Database): Promise<void> {
  const filled: string[] = [];
  for (const table of ['l2_orderbook', 'l2_trades', 'alerts', 'alert_events']) {
    if (await hasRows(database, table)) filled.push(table);
  }
  if (filled.length === 0) return;
  throw new UsageError(
    `there are rows in ${filled.join(', ')}, and a step back may drop them; give --force where that is meant`,
  );
}

async function hasRows(database: Database, table: string): Promise<boolean> {
  const { dataSource } = database;
  const [{ exists }] = await dataSource.query<[{ exists: boolean }]>(
    'SELECT to_regclass($1) IS NOT NULL AS exists',
    [table],
  );
  if (!exists) return false;
  const rows = await dataSource.query<unknown[]>(`SELECT FROM ${table} LIMIT 1`);
  return rows.length > 0;
}

function print({ stdout }: CliContext, verb: string, steps: readonly string[], none: string): void {
  stdout(steps.length === 0 ? `${none}\n` : steps.map((name) => `${verb}  ${name}\n`).join(''));
}
