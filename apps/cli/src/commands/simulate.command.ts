import {
  createSimulatedSource,
  SIMULATION_BOUNDS,
  SIMULATION_DEFAULTS,
  type EpisodeLabel,
  type SimulatedSource,
} from '@genesis/ingest';
import { MICROS_PER_SECOND } from '@genesis/market';
import { type Command } from 'commander';
import { type CliContext } from '../cli-context.js';
import { writeCsv } from '../convert/write-csv.js';
import { formatCount } from '../output/format.js';
import { JsonLinesWriter } from '../output/json-lines-writer.js';
import { checkOutputPaths, type NamedOutput, refuseOverwriting } from '../output/output-paths.js';
import { progressOn } from '../output/progress-bar.js';
import { checkCsvName } from './input-options.js';
import { numberWithin, wholeNumber } from './option-parsers.js';

const MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
const LONGEST_MINUTES = SIMULATION_BOUNDS.durationMicros[1] / MICROS_PER_MINUTE;

const EXAMPLES = `
The same seed gives the same session, byte for byte. With more than one symbol the CSV has a symbol column.

Examples:
  $ genesis simulate demo.csv --labels demo.labels.jsonl --seed 7 --minutes 10 --symbols 2
  $ genesis simulate quiet.csv.gz --minutes 60 --rate 50 --no-episodes --no-benign`;

interface SimulateOptions {
  readonly labels?: string;
  readonly seed: number;
  readonly minutes: number;
  readonly symbols: number;
  readonly rate: number;
  readonly benign: boolean;
  readonly episodes: boolean;
  readonly force?: true;
  readonly quiet?: true;
}

/** `genesis simulate`: a seeded session with labelled episodes, as files. */
export function addSimulateCommand(program: Command, context: CliContext): void {
  const { seed, symbols, rate } = SIMULATION_BOUNDS;
  program
    .command('simulate')
    .description('Write a simulated session with labelled episodes as a 41-column CSV.')
    .argument('<out>', 'CSV to write; gzip when it ends in .gz')
    .option('--labels <file>', 'write what was staged as JSON lines')
    .option('--seed <n>', 'decides everything that chance does', wholeNumber(...seed), 1)
    .option('--minutes <m>', 'event time to cover', numberWithin(0.01, LONGEST_MINUTES), 10)
    .option('--symbols <k>', 'instruments', wholeNumber(...symbols), 1)
    .option(
      '--rate <r>',
      'snapshots per second and instrument',
      numberWithin(...rate),
      SIMULATION_DEFAULTS.rate,
    )
    .option('--no-episodes', 'stage no manipulation')
    .option('--benign', 'stage honest look-alikes (the default)', true)
    .option('--no-benign', 'stage no honest look-alikes')
    .option('--force', 'overwrite the files if they exist')
    .option('--quiet', 'draw no progress bar')
    .addHelpText('after', EXAMPLES)
    .action((out: string, options: SimulateOptions) => simulate(out, options, context));
}

async function simulate(out: string, options: SimulateOptions, context: CliContext): Promise<void> {
  checkCsvName(out);
  const outputs = outputsOf(out, options);
  checkOutputPaths([], outputs);
  refuseOverwriting(outputs, options.force);
  const source = createSimulatedSource({
    seed: options.seed,
    symbols: options.symbols,
    rate: options.rate,
    durationMicros: Math.round(options.minutes * MICROS_PER_MINUTE),
    episodes: options.episodes,
    benign: options.benign,
  });
  const labels = options.labels === undefined ? null : await labelsWriter(options.labels);
  const progress = progressOn(context, options.quiet);
  try {
    let rows = 0;
    await writeCsv({
      source,
      path: out,
      signal: context.signal,
      progress,
      onBatch: (batch) => (rows += batch.length),
      onRestart: () => (rows = 0),
    });
    const staged = source.labels();
    await writeLabels(labels, source);
    const stopped = context.signal.aborted ? ', interrupted' : '';
    context.stdout(`${out}: ${formatCount(rows)} rows, ${formatCount(staged.length)} episodes${stopped}\n`);
  } catch (error) {
    await labels?.abandon();
    throw error;
  } finally {
    progress.stop();
    await source.close();
  }
}

function outputsOf(out: string, { labels }: SimulateOptions): NamedOutput[] {
  const csv = { argument: 'OUT', path: out };
  return labels === undefined ? [csv] : [csv, { argument: '--labels', path: labels }];
}

function labelsWriter(path: string): Promise<JsonLinesWriter<EpisodeLabel>> {
  return JsonLinesWriter.create<EpisodeLabel>(path, (label) => label);
}

async function writeLabels(
  writer: JsonLinesWriter<EpisodeLabel> | null,
  source: SimulatedSource,
): Promise<void> {
  for (const label of source.labels()) writer?.write(label);
  await writer?.complete();
}
