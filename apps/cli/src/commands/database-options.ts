import { parseDefinitions, SettingsError, type SettingProblem } from '@genesis/settings';
import {
  Database,
  DATABASE_SETTING_DEFINITIONS,
  locateDatabase,
  type DatabaseSettings,
  type LocatedDatabase,
} from '@genesis/storage';
import { type Command } from 'commander';
import { type CliContext } from '../cli-context.js';
import { UsageError } from '../usage.error.js';

/** Which database a command works on, as the user says it. */
export interface DatabaseOptions {
  readonly database?: string;
}

/** Adds the option that every command with a database has. */
export function addDatabaseOption(command: Command): Command {
  return command.option(
    '--database <url>',
    'postgres://user:password@host:port/name (default: DATABASE_URL, DB_HOST or the embedded server in EMBEDDED_DIR); ' +
      'a password in it can be seen in the list of processes, one in DATABASE_URL cannot',
  );
}

/**
 * Runs `work` on the database that the options or the environment name: with every migration done, and closed again
 * whatever happens.
 */
export function withDatabase<T>(
  options: DatabaseOptions,
  context: CliContext,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  return withDatabaseAsItIs(options, context, async (database) => {
    await database.migrate();
    return work(database);
  });
}

/** As `withDatabase`, without the migrations. */
export async function withDatabaseAsItIs<T>(
  options: DatabaseOptions,
  context: CliContext,
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const located = await locate(readDatabaseSettings(options, context), (text) => context.stderr(`${text}\n`));
  if (located.notice !== null) context.stderr(`${located.notice}\n`);
  try {
    const database = await Database.open(located.connection);
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  } finally {
    await located.release();
  }
}

async function locate(settings: DatabaseSettings, tell: (text: string) => void): Promise<LocatedDatabase> {
  try {
    const located = await locateDatabase(settings, tell);
    if (located !== null) return located;
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
  throw new UsageError(
    'DATABASE=off: this command needs a database; set DATABASE=auto or give --database URL',
  );
}

/** The settings of the service, from the same environment, so that a command finds the service's database. */
function readDatabaseSettings({ database }: DatabaseOptions, { environment }: CliContext): DatabaseSettings {
  const named = database === undefined ? {} : { DATABASE_URL: database, DATABASE: 'auto' };
  const problems: SettingProblem[] = [];
  const settings = parseDefinitions(DATABASE_SETTING_DEFINITIONS, { ...environment(), ...named }, problems);
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}
