import { openForScan } from '@genesis/ingest';
import { type Command } from 'commander';
import { type CliContext } from '../cli-context.js';
import { ConversionLog } from '../convert/conversion-log.js';
import { writeCsv } from '../convert/write-csv.js';
import { formatCount } from '../output/format.js';
import { checkInputPaths, checkOutputPaths, refuseOverwriting } from '../output/output-paths.js';
import { progressOn } from '../output/progress-bar.js';
import { UsageError } from '../usage.error.js';
import { addInputOptions, checkCsvName, type InputOptions } from './input-options.js';

const EXAMPLES = `
Rows are written as they were read, neither checked nor repaired; lines that give no row are left out and
named on stderr. Several inputs are merged by time; with more than one symbol the CSV has a symbol column.

Examples:
  $ genesis convert AAPL_2012-06-21_34200000_37800000_message_10.csv.gz book.csv.gz
  $ genesis convert xnas-itch_mbp-10.csv.gz book.csv --format databento --symbol AAPL
  $ genesis convert a.csv b.csv both.csv --force`;

interface ConvertOptions extends InputOptions {
  readonly force?: true;
  readonly quiet?: true;
}

/** `genesis convert`: any format to the 41-column CSV. */
export function addConvertCommand(program: Command, context: CliContext): void {
  const command = program
    .command('convert')
    .description('Convert order book files of any known format to the 41-column CSV.')
    .usage('[options] <in...> <out>')
    .argument('<paths...>', 'files to read, then the CSV to write (.csv or .csv.gz)');
  addInputOptions(command)
    .option('--force', 'overwrite the CSV if it exists')
    .option('--quiet', 'draw no progress bar')
    .addHelpText('after', EXAMPLES)
    .action((paths: string[], options: ConvertOptions) => convert(paths, options, context));
}

async function convert(
  paths: readonly string[],
  options: ConvertOptions,
  context: CliContext,
): Promise<void> {
  const inputs = paths.slice(0, -1);
  const out = paths[paths.length - 1];
  checkArguments(inputs, out, options);
  const source = await openForScan(inputs, {
    format: options.format,
    symbol: options.symbol,
    trades: 'none',
  });
  const log = new ConversionLog();
  const progress = progressOn(context, options.quiet);
  try {
    await writeCsv({
      source,
      path: out,
      signal: context.signal,
      progress,
      onBatch: (batch) => log.add(batch),
      onRestart: () => log.restart(),
    });
  } finally {
    progress.stop();
    await source.close();
  }
  context.stderr(log.warnings());
  const stopped = context.signal.aborted ? ', interrupted' : '';
  context.stdout(
    `${out}: ${formatCount(log.rows)} rows, ${formatCount(log.lostLines)} unreadable lines${stopped}\n`,
  );
}

function checkArguments(inputs: readonly string[], out: string, { force }: ConvertOptions): void {
  if (inputs.length === 0) throw new UsageError('expected IN and OUT, at least two file names');
  checkCsvName(out);
  checkInputPaths(inputs);
  const outputs = [{ argument: 'OUT', path: out }];
  checkOutputPaths(inputs, outputs);
  // The last name is the output: a forgotten one must not cost an input.
  refuseOverwriting(outputs, force);
}
