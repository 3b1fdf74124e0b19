import { type LoadMode } from '@genesis/storage';
import { type Command } from 'commander';
import { type CliContext } from '../cli-context.js';
import { loadFile } from '../load/load-file.js';
import { checkInputPaths } from '../output/output-paths.js';
import { UsageError } from '../usage.error.js';
import { addDatabaseOption, withDatabase, type DatabaseOptions } from './database-options.js';
import { addInputOptions, type InputOptions } from './input-options.js';

const EXAMPLES = `
Each file goes in as a whole or not at all, whatever interrupts it. Rows are stored as they came. Lines that cannot be
read and rows that validation keeps out of detection are left out, counted by reason and written to
FILE.rejected.csv with their line numbers. The same content is loaded once: a second time it is skipped. Where the
database holds other rows of the same symbol in the same time, the file is refused, unless

  --append   adds it beside them, or
  --replace  takes away all rows of the file's symbols from each one's first to its last time in the file,
             whichever load brought them, in the same transaction.

Examples:
  $ genesis load AAPL_2012-06-21.csv.gz
  $ genesis load AAPL_2012-06-21_34200000_37800000_message_10.csv.gz --replace
  $ genesis load book.csv --symbol BTCUSDT --database postgres://postgres:postgres@localhost:5433/orderbook`;

interface LoadOptions extends InputOptions, DatabaseOptions {
  readonly trades: string;
  readonly replace?: true;
  readonly append?: true;
  readonly quiet?: true;
}

/** `genesis load`: order book files into the database. */
export function addLoadCommand(program: Command, context: CliContext): void {
  const command = program
    .command('load')
    .description('Load order book files of any known format into the database.')
    .argument('<files...>', 'files to load');
  addInputOptions(command)
    .option('--trades <auto|none|file>', 'trades: beside the input if there, none, or this file', 'auto')
    .option('--replace', 'put the file in the place of rows of the same symbol and time')
    .option('--append', 'add the file beside rows of the same symbol and time')
    .option('--quiet', 'draw no progress bar')
    .addHelpText('after', EXAMPLES);
  addDatabaseOption(command).action((files: string[], options: LoadOptions) => load(files, options, context));
}

async function load(files: readonly string[], options: LoadOptions, context: CliContext): Promise<void> {
  checkInputPaths(files);
  const { format, symbol, trades, quiet = false } = options;
  if (files.length > 1 && trades !== 'auto' && trades !== 'none')
    throw new UsageError(`--trades ${trades}: expected auto or none where several files are given`);
  const mode = modeOf(options);
  await withDatabase(options, context, async (database) => {
    for (const path of files) {
      const named = { ...(format && { format }), ...(symbol && { symbol }) };
      const { kind } = await loadFile(database, { ...named, path, trades, mode, quiet }, context);
      if (kind === 'interrupted') return;
    }
  });
}

function modeOf({ replace, append }: LoadOptions): LoadMode {
  if (replace && append) throw new UsageError('--replace and --append exclude each other');
  return replace ? 'replace' : append ? 'append' : 'refuse';
}
