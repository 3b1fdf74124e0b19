import { type Verification } from '@genesis/pipeline';
import { alertIds, type Database } from '@genesis/storage';
import { type Command } from 'commander';
import { type CliContext } from '../cli-context.js';
import { FailedCheckError } from '../failed-check.error.js';
import { UsageError } from '../usage.error.js';
import { sampleIds } from '../verify/sample-ids.js';
import { verifyJson, verifyText } from '../verify/verify-report.js';
import { verifyStored } from '../verify/verify-stored.js';
import { addDatabaseOption, withDatabase, type DatabaseOptions } from './database-options.js';
import { wholeNumber } from './option-parsers.js';

const MOST_ALERTS = 10_000_000;
const MOST_SEED = 2 ** 32 - 1;

const EXAMPLES = `
Each alert is made again from the rows in the database, beginning where the engine's knowledge of the instrument began
(its start, a seek, a loop), under the settings that were in force then, changed at the rows at which they were changed,
and compared byte for byte, as it was raised and as it was told last. Verdicts:

  SAME                 the rows are those that it was raised from, and the same alert comes out
  DIFFERENT            it does not come out, or not as it is stored: the fields that differ are named
  ROWS_MISSING         the database does not hold the rows: they were altered or deleted, or it was raised from others
  OTHER_CONFIGURATION  it was raised with changed settings that the database does not know
  OTHER_ENGINE         it was raised by another version
  NOT_STORED           there is no such alert

The command succeeds (exit code 0) only where all are SAME.

Examples:
  $ genesis verify 3f6c2b1a9d7e4058
  $ genesis verify --sample 50 --seed 7
  $ genesis verify --all --json | jq .verdicts`;

interface VerifyOptions extends DatabaseOptions {
  readonly all?: true;
  readonly sample?: number;
  readonly seed: number;
  readonly json?: true;
}

/** `genesis verify`: whether stored alerts come out of the stored rows again. */
export function addVerifyCommand(program: Command, context: CliContext): void {
  const command = program
    .command('verify')
    .description('Replay what alerts were raised from, and say whether they come out byte for byte.')
    .argument('[ids...]', 'alerts by id')
    .option('--all', 'every alert of the database; only those that are not SAME are listed')
    .option('--sample <n>', 'so many alerts, picked by chance', wholeNumber(1, MOST_ALERTS))
    .option('--seed <n>', 'seed of --sample', wholeNumber(0, MOST_SEED), 1)
    .option('--json', 'print as JSON')
    .addHelpText('after', EXAMPLES);
  addDatabaseOption(command).action(async (ids: string[], options: VerifyOptions) => {
    checkSelection(ids, options);
    await withDatabase(options, context, (database) => verify(database, ids, options, context));
  });
}

/** @throws UsageError unless the alerts are named in exactly one way */
function checkSelection(ids: readonly string[], { all, sample }: VerifyOptions): void {
  const ways = [ids.length > 0, all === true, sample !== undefined].filter(Boolean).length;
  if (ways === 0) throw new UsageError('no alerts are named: give ids, --all or --sample N');
  if (ways > 1) throw new UsageError('ids, --all and --sample exclude each other');
}

async function verify(
  database: Database,
  ids: readonly string[],
  options: VerifyOptions,
  context: CliContext,
): Promise<void> {
  const startedMs = context.now();
  const verifications = await verifyStored(database, await select(database, ids, options), context.signal);
  const facts = {
    elapsedSeconds: (context.now() - startedMs) / 1000,
    interrupted: context.signal.aborted,
  };
  if (options.json) context.stdout(`${JSON.stringify(verifyJson(verifications, facts), null, 2)}\n`);
  else context.stdout(verifyText(verifications, facts, (one) => options.all !== true || !isSame(one)));
  if (context.signal.aborted) return;
  const failed = verifications.filter((one) => !isSame(one)).length;
  if (failed > 0) throw new FailedCheckError(`${failed} of ${verifications.length} alerts are not SAME`);
}

async function select(
  database: Database,
  ids: readonly string[],
  { sample, seed }: VerifyOptions,
): Promise<readonly string[]> {
  if (ids.length > 0) return [...new Set(ids)];
  const stored = await alertIds(database);
  return sample === undefined ? stored : sampleIds(stored, sample, seed);
}

function isSame({ verdict }: Verification): boolean {
  return verdict === 'SAME';
}
