import { openSource } from '@genesis/ingest';
import { contentHash, type Database, type LoadMode, type LoadOutcome, loadSource } from '@genesis/storage';
import { type CliContext } from '../cli-context.js';
import { type InputOptions } from '../commands/input-options.js';
import { progressOn } from '../output/progress-bar.js';
import { packageVersion } from '../package-version.js';
import { filesRead } from '../report/files-read.js';
import { outcomeText } from './outcome-text.js';
import { RejectedFile } from './rejected-file.js';

export interface FileLoad extends InputOptions {
  readonly path: string;
  /** `auto`, `none` or a path. */
  readonly trades: string;
  readonly mode: LoadMode;
  readonly quiet: boolean;
}

/**
 * Loads one file, with what is read along with it, and says what became of it.
 * @throws UnusableInputError, UnusableOutputError, LoadRefusedError, DatabaseAwayError; nothing of it is loaded then
 */
export async function loadFile(
  database: Database,
  load: FileLoad,
  context: CliContext,
): Promise<LoadOutcome> {
  const { path, format, symbol, trades, mode } = load;
  const source = await openSource([path], { format, symbol, trades });
  const files = await filesRead([path], { format, trades });
  const rejected = new RejectedFile(`${path}.rejected.csv`, bookOf(files));
  const progress = progressOn(context, load.quiet);
  try {
    const outcome = await loadSource(database, {
      name: path,
      contentHash: await contentHash(files),
      source,
      engine: packageVersion(),
      mode,
      onRejected: (lines) => rejected.add(lines),
      onProgress: (rows, reached) => progress.update(rows, reached),
      signal: context.signal,
    });
    await (outcome.kind === 'loaded' ? rejected.complete() : rejected.abandon());
    progress.stop();
    context.stdout(outcomeText(path, outcome, rejected.path));
    return outcome;
  } catch (error) {
    await rejected.abandon();
    throw error;
  } finally {
    progress.stop();
    await source.close();
  }
}

/** The file whose lines are counted: of a LOBSTER pair the book, else the one that is named. */
function bookOf(files: readonly string[]): string {
  return files.find((file) => /_orderbook_\d+\.csv(\.gz)?$/.test(file)) ?? files[0];
}
