import { type TimeRange } from '@genesis/market';
import { type Database, DatabaseSource } from '@genesis/storage';
import { type Command } from 'commander';
import { type CliContext } from '../cli-context.js';
import { writeCsv } from '../convert/write-csv.js';
import { TradesFile, tradesPathOf } from '../export/trades-file.js';
import { formatCount } from '../output/format.js';
import { checkOutputPaths, refuseOverwriting } from '../output/output-paths.js';
import { progressOn } from '../output/progress-bar.js';
import { UsageError } from '../usage.error.js';
import { addDatabaseOption, withDatabase, type DatabaseOptions } from './database-options.js';
import { checkCsvName } from './input-options.js';
import { stamp, symbolName } from './option-parsers.js';

const EXAMPLES = `
Rows are written as they were loaded, in order of time; with more than one symbol the CSV has a symbol column. The
trades of a single symbol go to OUT.trades.csv beside it, where "load" and "scan" find them. What is exported and
loaded again is the same to the bit.

Examples:
  $ genesis export --symbol AAPL aapl.csv.gz
  $ genesis export --symbol AAPL --from "2012-06-21 10:00" --to "2012-06-21 10:15" quarter.csv`;

interface ExportOptions extends DatabaseOptions {
  readonly symbol?: string;
  readonly from?: number;
  readonly to?: number;
  readonly trades: boolean;
  readonly force?: true;
  readonly quiet?: true;
}

/** `genesis export`: rows of the database as a 41-column CSV. */
export function addExportCommand(program: Command, context: CliContext): void {
  const command = program
    .command('export')
    .description('Write rows of the database as a 41-column CSV.')
    .argument('<out>', 'CSV to write; gzip when it ends in .gz')
    .option('--symbol <symbol>', 'only this symbol (default: all)', symbolName)
    .option('--from <time>', 'first time to write', stamp)
    .option('--to <time>', 'last time to write', stamp)
    .option('--no-trades', 'write no file of trades')
    .option('--force', 'overwrite the files if they exist')
    .option('--quiet', 'draw no progress bar')
    .addHelpText('after', EXAMPLES);
  addDatabaseOption(command).action((out: string, options: ExportOptions) => {
    checkArguments(out, options);
    return withDatabase(options, context, (database) => exportRows(database, out, options, context));
  });
}

function checkArguments(out: string, { from = -Infinity, to = Infinity, force }: ExportOptions): void {
  checkCsvName(out);
  if (from > to) throw new UsageError('--from is later than --to, expected an earlier or the same time');
  const outputs = [out, tradesPathOf(out)].map((path) => ({ argument: 'OUT', path }));
  checkOutputPaths([], outputs);
  refuseOverwriting(outputs, force);
}

async function exportRows(
  database: Database,
  out: string,
  options: ExportOptions,
  context: CliContext,
): Promise<void> {
  const source = new DatabaseSource(database, { ...rangeOf(options), ...symbolsOf(options) });
  const { symbols } = await source.describe();
  if (symbols.length === 0) throw await nothingThere(database, options);
  const trades = options.trades && symbols.length === 1 ? new TradesFile(tradesPathOf(out)) : null;
  const progress = progressOn(context, options.quiet);
  let rows = 0;
  try {
    await writeCsv({
      source,
      path: out,
      signal: context.signal,
      progress,
      onBatch: (batch) => {
        rows += batch.length;
        trades?.add(batch);
      },
      onRestart: () => {
        rows = 0;
        trades?.drop();
      },
      drain: async () => trades?.drain(),
    });
    await trades?.complete();
  } catch (error) {
    await trades?.abandon();
    throw error;
  } finally {
    progress.stop();
    await source.close();
  }
  context.stdout(summary(out, rows, trades, context.signal.aborted));
}

function rangeOf({ from, to }: ExportOptions): TimeRange {
  return { ...(from !== undefined && { fromMicros: from }), ...(to !== undefined && { toMicros: to }) };
}

function symbolsOf({ symbol }: ExportOptions): { symbols?: readonly string[] } {
  return symbol === undefined ? {} : { symbols: [symbol] };
}

/** How many symbols are named where the one asked for is not there. */
const SYMBOLS_NAMED = 10;

async function nothingThere(database: Database, { symbol }: ExportOptions): Promise<UsageError> {
  const { symbols } = await new DatabaseSource(database).describe();
  if (symbols.length === 0)
    return new UsageError('the database holds no rows; "genesis load FILE" brings some');
  const named = symbols.slice(0, SYMBOLS_NAMED).join(', ') + (symbols.length > SYMBOLS_NAMED ? ', …' : '');
  const what = symbol === undefined ? 'no rows' : `no rows of ${symbol}`;
  return new UsageError(`the database holds ${what} in that time; there are ${named}`);
}

function summary(out: string, rows: number, trades: TradesFile | null, interrupted: boolean): string {
  const stopped = interrupted ? ', interrupted' : '';
  const lines = [`${out}: ${formatCount(rows)} rows${stopped}\n`];
  if (trades !== null && trades.trades > 0)
    lines.push(`${trades.path}: ${formatCount(trades.trades)} trades\n`);
  if (trades !== null && trades.sideless > 0)
    lines.push(
      `${formatCount(trades.sideless)} trades left out: it is not known whether the buyer or the seller was the aggressor\n`,
    );
  return lines.join('');
}
