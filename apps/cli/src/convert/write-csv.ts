import { SnapshotCsvWriter, type SnapshotSource } from '@genesis/ingest';
import { type SnapshotBatch } from '@genesis/market';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { checkWritable } from '../output/output-file.js';
import { asOutputError } from '../output/unusable-output.error.js';
import { type Progress } from '../output/progress-bar.js';

export interface CsvJob {
  readonly source: SnapshotSource;
  readonly path: string;
  /** Aborted: the file is finished with the rows so far. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Sees each batch that is written; called anew from the first when the work starts over. */
  readonly onBatch: (batch: SnapshotBatch) => void;
  /** What was seen so far does not count: the work starts over. */
  readonly onRestart: () => void;
  /** Waits until what `onBatch` wrote elsewhere has room again. */
  readonly drain?: () => Promise<void>;
}

/**
 * Writes all rows of a source as they are to a 41-column CSV, with a symbol column where there are several
 * symbols. A file need not tell at its ends what symbols it holds: when a second one turns up late, the work
 * starts over with the column.
 * @throws UnusableInputError from the source
 * @throws UnusableOutputError
 */
export async function writeCsv(job: CsvJob): Promise<void> {
  await checkWritable(job.path);
  const { symbols } = await job.source.describe();
  if (symbols.length <= 1 && (await write(job, false))) return;
  job.onRestart();
  await write(job, true);
}

/** False when a symbol column would be needed and is not wanted; then nothing is left behind. */
async function write(job: CsvJob, symbolColumn: boolean): Promise<boolean> {
  const writer = new SnapshotCsvWriter(job.path, { symbolColumn });
  try {
    for await (const batch of job.source.open()) {
      if (!symbolColumn && batch.symbols.size > 1) {
        await writer.abort();
        return false;
      }
      await writer.write(batch).catch((error: unknown) => Promise.reject(asOutputError(job.path, error)));
      job.onBatch(batch);
      await job.drain?.();
      job.progress.update(batch.length, job.source.progress());
      await nextTurn();
      if (job.signal.aborted) break;
    }
  } catch (error) {
    await writer.abort();
    throw error;
  }
  await writer.close().catch((error: unknown) => Promise.reject(asOutputError(job.path, error)));
  return true;
}
