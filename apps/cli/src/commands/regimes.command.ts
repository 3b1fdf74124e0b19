import { REGIME_SETTING_BOUNDS } from '@genesis/clustering';
import { PROFILES, type ProfileName } from '@genesis/contracts';
import { judgeRegimes, watchRegimes } from '@genesis/evaluation';
import { createSimulatedSource, openForScan, SIMULATION_BOUNDS } from '@genesis/ingest';
import { MICROS_PER_SECOND } from '@genesis/market';
import { Option, type Command } from 'commander';
import { basename } from 'node:path';
import { type CliContext } from '../cli-context.js';
import { OutputFile } from '../output/output-file.js';
import { checkInputPaths, checkOutputPaths } from '../output/output-paths.js';
import { type RegimeRun } from '../regimes/regime-run.js';
import { regimesPicture } from '../regimes/regimes-picture.js';
import { regimesTable } from '../regimes/regimes-table.js';
import { UsageError } from '../usage.error.js';
import { addInputOptions, type InputOptions } from './input-options.js';
import { numberWithin, wholeNumber } from './option-parsers.js';

const MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
const LONGEST_MINUTES = 1_440;
const MOST_SEEDS = 100;

const EXAMPLES = `
Each file is a stream of its own. With --simulate the market goes through calm, stressed, hot and manipulated phases
that are known, and what was named is compared with them, second by second.

Examples:
  $ genesis regimes AAPL_2012-06-21.csv.gz --svg regimes.svg
  $ genesis regimes --simulate --seed 1 --seeds 10 --minutes 60 --svg regimes.svg`;

interface RegimesOptions extends InputOptions {
  readonly profile: ProfileName;
  readonly simulate?: true;
  readonly seed: number;
  readonly seeds: number;
  readonly minutes: number;
  readonly rate: number;
  readonly trainEvents?: number;
  readonly svg?: string;
}

/** `genesis regimes`: which market regimes a book went through, and how far the names can be trusted. */
export function addRegimesCommand(program: Command, context: CliContext): void {
  const command = program
    .command('regimes')
    .description(
      'Name the market regimes of order book files, or of simulated markets, and measure how well.',
    )
    .argument('[files...]', 'order book files, plain or gzip')
    .addOption(new Option('--profile <name>', 'detection rules').choices(PROFILES).default('calibrated'));
  addInputOptions(command)
    .option('--simulate', 'simulated markets with known regimes')
    .option('--seed <n>', 'the first market', wholeNumber(...SIMULATION_BOUNDS.seed), 1)
    .option('--seeds <k>', 'how many markets', wholeNumber(1, MOST_SEEDS), 3)
    .option('--minutes <m>', 'event time of each', numberWithin(1, LONGEST_MINUTES), 60)
    .option('--rate <r>', 'snapshots per second', numberWithin(...SIMULATION_BOUNDS.rate), 20)
    .option(
      '--train-events <n>',
      'snapshots from one training to the next (REGIME_TRAIN_EVENTS)',
      wholeNumber(...REGIME_SETTING_BOUNDS.trainEvents),
    )
    .option('--svg <file>', 'draw the regimes')
    .addHelpText('after', EXAMPLES)
    .action((files: string[], options: RegimesOptions) => run(files, options, context));
}

async function run(files: readonly string[], options: RegimesOptions, context: CliContext): Promise<void> {
  if (files.length > 0 === (options.simulate === true))
    throw new UsageError('expected order book files, or --simulate');
  checkInputPaths(files);
  checkOutputPaths(files, options.svg === undefined ? [] : [{ argument: '--svg', path: options.svg }]);
  const runs =
    options.simulate === true ? await simulated(options, context) : await ofFiles(files, options, context);
  if (runs.length > 0) context.stdout(regimesTable(runs));
  if (options.svg === undefined) return;
  const picture = await OutputFile.create(options.svg);
  picture.write(regimesPicture('Market regimes', runs));
  await picture.complete();
}

async function ofFiles(
  files: readonly string[],
  options: RegimesOptions,
  context: CliContext,
): Promise<RegimeRun[]> {
  const runs: RegimeRun[] = [];
  for (const file of files) {
    const { format, symbol } = options;
    const source = await openForScan([file], { format, symbol });
    try {
      const traces = await watchRegimes(source, watchOf(options, context));
      for (const trace of traces.values()) runs.push({ name: basename(file), trace, judgement: null });
    } finally {
      await source.close();
    }
  }
  return runs;
}

async function simulated(options: RegimesOptions, context: CliContext): Promise<RegimeRun[]> {
  const runs: RegimeRun[] = [];
  for (let seed = options.seed; seed < options.seed + options.seeds; seed++) {
    const source = createSimulatedSource({
      seed,
      symbols: 1,
      rate: options.rate,
      durationMicros: Math.round(options.minutes * MICROS_PER_MINUTE),
      regimePhases: true,
    });
    const traces = await watchRegimes(source, watchOf(options, context));
    if (context.signal.aborted) break;
    for (const trace of traces.values())
      runs.push({ name: `seed ${seed}`, trace, judgement: judgeRegimes(trace, source.phases()) });
  }
  return runs;
}

function watchOf(
  { profile, trainEvents }: RegimesOptions,
  { signal }: CliContext,
): Parameters<typeof watchRegimes>[1] {
  return { profile, settings: { ...(trainEvents !== undefined && { trainEvents }) }, signal };
}
