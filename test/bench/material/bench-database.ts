import { join } from 'node:path';
import {
  type Database,
  DATABASE_SETTING_DEFINITIONS,
  openDatabase,
  type OpenedDatabase,
} from '@genesis/storage';
import { parseDefinitions, type SettingProblem } from '@genesis/settings';

/**
 * The embedded server as users get it, in a folder of its own; or, to measure another one, the empty database that
 * BENCH_DATABASE_URL names.
 */
export async function withDatabase(
  folder: string,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  const opened = await open(folder);
  try {
    await work(opened.database);
  } finally {
    await opened.release();
  }
}

async function open(folder: string): Promise<OpenedDatabase> {
  const url = process.env.BENCH_DATABASE_URL;
  const environment: Record<string, string> =
    url === undefined ? { EMBEDDED_DIR: join(folder, 'postgres') } : { DATABASE_URL: url };
  const problems: SettingProblem[] = [];
  const settings = parseDefinitions(DATABASE_SETTING_DEFINITIONS, environment, problems);
  const opened = problems.length > 0 ? null : await openDatabase(settings);
  if (opened === null) throw new Error(`the database settings are not usable: ${JSON.stringify(problems)}`);
  return opened;
}
