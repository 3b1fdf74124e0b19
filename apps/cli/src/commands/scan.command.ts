import { PROFILES, type ProfileName } from '@genesis/contracts';
import { openForScan } from '@genesis/ingest';
import { DEFAULT_BATCH_ROWS, secondsFromMicros, type TimeRange } from '@genesis/market';
import { Option, type Command } from 'commander';
import { basename } from 'node:path';
import { type CliContext } from '../cli-context.js';
import { checkInputPaths, checkOutputPaths } from '../output/output-paths.js';
import { packageVersion } from '../package-version.js';
import { namedOutputs, ScanOutputs, type ScanOutputPaths } from '../scan/scan-outputs.js';
import { scanSource } from '../scan/scan-source.js';
import { summaryJson } from '../scan/summary-json.js';
import { summaryTable } from '../scan/summary-table.js';
import { progressOn } from '../output/progress-bar.js';
import { UsageError } from '../usage.error.js';
import { addInputOptions, type InputOptions } from './input-options.js';
import { addOverridesOption, type OverridesOptions, profileWithOverrides } from './overrides-option.js';
import { stamp, wholeNumber } from './option-parsers.js';

const MOST_BATCH_ROWS = 65_536;

const EXAMPLES = `
Several files are merged by time. Times of the data, such as --from, are epoch seconds or
"YYYY-MM-DD HH:MM:SS[.ffffff]"; a zone is that of the data.

Examples:
  $ genesis scan AAPL_2012-06-21.csv.gz
  $ genesis scan AAPL_2012-06-21.csv.gz --out alerts.jsonl --anomalies anomalies.jsonl --report report.html
  $ genesis scan a.csv b.csv --profile seed --json | jq .alerts_by_type
  $ genesis scan day.csv --from "2012-06-21 10:00:00" --to "2012-06-21 10:15:00"`;

interface ScanOptions extends InputOptions, OverridesOptions, ScanOutputPaths {
  readonly profile: ProfileName;
  readonly trades: string;
  readonly batchRows: number;
  readonly from?: number;
  readonly to?: number;
  readonly json?: true;
  readonly quiet?: true;
}

/** `genesis scan`: files through the whole pipeline at full speed. */
export function addScanCommand(program: Command, context: CliContext): void {
  const command = program
    .command('scan')
    .description('Scan order book files: prints a summary, writes alerts, anomalies and a report.')
    .argument('<files...>', 'order book files, plain or gzip')
    .addOption(new Option('--profile <name>', 'detection rules').choices(PROFILES).default('calibrated'));
  addOverridesOption(addInputOptions(command))
    .option('--trades <auto|none|file>', 'trades: beside the input if there, none, or this file', 'auto')
    .option('--out <file>', 'write alerts as JSON lines')
    .option('--anomalies <file>', 'write findings about the data as JSON lines')
    .option('--report <file>', 'write a self-contained HTML report')
    .option('--from <time>', 'start with the first row at or after this time', stamp)
    .option('--to <time>', 'end with the last row at or before this time', stamp)
    .option('--batch-rows <n>', 'rows per batch', wholeNumber(1, MOST_BATCH_ROWS), DEFAULT_BATCH_ROWS)
    .option('--json', 'print the summary as JSON')
    .option('--quiet', 'draw no progress bar')
    .addHelpText('after', EXAMPLES)
    .action((files: string[], options: ScanOptions) => scan(files, options, context));
}

async function scan(files: readonly string[], options: ScanOptions, context: CliContext): Promise<void> {
  const range = rangeOf(options);
  checkTrades(files, options);
  checkInputPaths(files);
  checkOutputPaths(files, namedOutputs(options));
  const profile = profileWithOverrides(options, options.profile);
  const { format, symbol, trades, batchRows } = options;
  const source = await openForScan(files, { format, symbol, trades, batchRows });
  const outputs = await ScanOutputs.create(options);
  const progress = progressOn(context, options.quiet);
  try {
    const scanned = await scanSource({
      files,
      source,
      reading: { format, trades },
      options: optionsText(options),
      range,
      profile,
      outputs,
      progress,
      context,
      version: packageVersion(),
    });
    await outputs.complete();
    const { summary, facts } = scanned;
    const text = options.json
      ? `${JSON.stringify(summaryJson(summary, facts), null, 2)}\n`
      : summaryTable(summary, facts);
    context.stdout(text);
  } catch (error) {
    await outputs.abandon();
    throw error;
  } finally {
    progress.stop();
    await source.close();
  }
}

function rangeOf({ from, to }: ScanOptions): TimeRange {
  if (from !== undefined && to !== undefined && from > to) throw new UsageError('--from is after --to');
  return { ...(from !== undefined && { fromMicros: from }), ...(to !== undefined && { toMicros: to }) };
}

/** The options that decide about the outcome, as on the command line. */
function optionsText({ profile, overrides, format, symbol, trades, from, to }: ScanOptions): string {
  const isFile = trades !== 'auto' && trades !== 'none';
  return [
    `--profile ${profile}`,
    ...(overrides === undefined ? [] : [`--overrides ${basename(overrides)}`]),
    ...(format === undefined ? [] : [`--format ${format}`]),
    ...(symbol === undefined ? [] : [`--symbol ${symbol}`]),
    `--trades ${isFile ? basename(trades) : trades}`,
    ...(from === undefined ? [] : [`--from ${secondsFromMicros(from)}`]),
    ...(to === undefined ? [] : [`--to ${secondsFromMicros(to)}`]),
  ].join(' ');
}

function checkTrades(files: readonly string[], { trades }: ScanOptions): void {
  if (files.length === 1 || trades === 'auto' || trades === 'none') return;
  throw new UsageError(`--trades ${trades}: expected auto or none where several files are given`);
}
