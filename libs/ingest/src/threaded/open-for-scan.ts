import { availableParallelism } from 'node:os';
import { type OpenOptions } from '../open-options.js';
import { openSource } from '../open-source.js';
import { type SnapshotSource } from '../snapshot-source.js';
import { ThreadedSource } from './threaded-source.js';

/** To start a thread takes a tenth of a second, and about as long as to decode so much text. */
const WORTH_A_THREAD_BYTES = 32 * 1024 * 1024;
/** Books inflate four- to twentyfold. */
const TEXT_PER_GZIP_BYTE = 4;

/**
 * Like `openSource`, for who goes through all the rows as fast as it can: large files are decoded in a thread of their
 * own, where there is a second core for it. The batches are the same.
 */
export async function openForScan(
  files: readonly string[],
  options: OpenOptions = {},
): Promise<SnapshotSource> {
  const source = await openSource(files, options);
  const pays = availableParallelism() > 1 && textBytes(files, source) >= WORTH_A_THREAD_BYTES;
  return pays ? new ThreadedSource(source, files, options) : source;
}

/** Roughly. */
function textBytes(files: readonly string[], source: SnapshotSource): number {
  const bytes = source.progress().totalBytes ?? Infinity;
  return files.some((file) => file.endsWith('.gz')) ? bytes * TEXT_PER_GZIP_BYTE : bytes;
}
