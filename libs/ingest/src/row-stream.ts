import { type SnapshotBatch } from '@genesis/market';
import { type SourceDescription } from './snapshot-source.js';

/**
 * The rows of one input (a file, a pair of files, or several merged) from the first to the last, in order of
 * time, with trades and defects, without sequence numbers. Read once: a new one for each pass.
 */
export interface RowStream {
  batches(): AsyncGenerator<SnapshotBatch, void, void>;
  readonly bytesRead: number;
}

/** An input that can be read any number of times. */
export interface RowInput {
  /** File that stands for the input in messages. */
  readonly path: string;
  readonly totalBytes: number;
  /** The one symbol of all its rows; null where each row names its own. */
  readonly symbol: string | null;
  describe(): Promise<SourceDescription>;
  start(): RowStream;
}
