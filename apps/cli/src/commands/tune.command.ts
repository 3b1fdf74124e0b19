import { PROFILES, SIGNAL_TYPES, type ProfileName, type SignalType } from '@genesis/contracts';
import { prepareMaterial, tune, type Tuning } from '@genesis/evaluation';
import { Option, type Command } from 'commander';
import { type CliContext } from '../cli-context.js';
import {
  addMaterialOptions,
  changedSettings,
  materialRequest,
  type MaterialOptions,
} from '../evaluation/material-options.js';
import { tuneTable } from '../evaluation/tune-table.js';
import { UsageError } from '../usage.error.js';
import { valueRange } from './option-parsers.js';

const EXAMPLES = `
For each value: alerts of this detector an hour on the book as it is, recall and precision against the labels (or against
episodes laid over the rows), and the alerts that come and go against the present value. "genesis detectors" lists the
settings of each detector.

Examples:
  $ genesis tune AAPL_2012-06-21.csv.gz --detector SPOOFING --param minMeans --range 1.5:4:0.25
  $ genesis tune book.bench.csv.gz --labels book.labels.jsonl --detector HEAVY_IMBALANCE --param enterZ --range 2:6:0.5`;

interface TuneOptions extends MaterialOptions {
  readonly profile: ProfileName;
  readonly detector: SignalType;
  readonly param: string;
  readonly range: readonly number[];
  readonly json?: true;
}

/** `genesis tune`: what one setting of one detector does, value by value. */
export function addTuneCommand(program: Command, context: CliContext): void {
  const command = program
    .command('tune')
    .description('Explore one setting of one detector: alerts, recall, gained and lost alerts per value.')
    .argument('[file]', 'order book file, plain or gzip')
    .addOption(new Option('--detector <type>', 'which detector').choices(SIGNAL_TYPES).makeOptionMandatory())
    .requiredOption('--param <name>', 'which of its settings')
    .requiredOption('--range <from:to:step>', 'values to try, both ends included', valueRange)
    .addOption(new Option('--profile <name>', 'detection rules').choices(PROFILES).default('calibrated'));
  addMaterialOptions(command)
    .option('--json', 'print JSON, with every alert gained and lost')
    .addHelpText('after', EXAMPLES)
    .action((file: string | undefined, options: TuneOptions) => run(file, options, context));
}

async function run(file: string | undefined, options: TuneOptions, context: CliContext): Promise<void> {
  if (options.heldOut) throw new UsageError('--held-out: what is kept for testing is not for tuning');
  const overrides = changedSettings(options, options.profile);
  const request = await materialRequest(file, options);
  try {
    const material = await prepareMaterial(request);
    const { profile, detector, param, range } = options;
    const tuning = await refused(() =>
      tune({ material, profile, detector, param, values: range, overrides, signal: context.signal }),
    );
    context.stdout(options.json ? `${JSON.stringify(tuning, null, 2)}\n` : tuneTable(tuning));
  } finally {
    await request.source.close();
  }
}

/** @throws UsageError for what the profile does not take */
async function refused(work: () => Promise<Tuning>): Promise<Tuning> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}
