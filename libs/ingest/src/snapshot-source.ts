import { type SnapshotBatch, type TimeRange } from '@genesis/market';

/** What a source can say of itself; a span or count it cannot know without reading everything is null. */
export interface SourceDescription {
  /** For people, e.g. `CSV aapl.csv.gz`. */
  readonly name: string;
  readonly format: string;
  readonly symbols: readonly string[];
  readonly fromMicros: number | null;
  readonly toMicros: number | null;
}

/** How far a reader has come; `totalBytes` null where there is no end. */
export interface SourceProgress {
  readonly bytesRead: number;
  readonly totalBytes: number | null;
}

/**
 * Where snapshots come from. A source gives its rows in order of time, all of them, equal stamps in stable
 * order; opening the same range twice gives the same rows with the same sequence numbers.
 */
export interface SnapshotSource {
  /** Reads as little as it needs to. @throws UnusableInputError */
  describe(): Promise<SourceDescription>;
  /**
   * Batches from the first row at or after `range.fromMicros` on: seeking is opening anew. The batch is
   * reused, see `SnapshotBatch`. Ending the iteration early releases what was opened.
   * @throws UnusableInputError naming file, line and expectation, before the first batch or in the middle
   */
  open(range?: TimeRange): AsyncIterableIterator<SnapshotBatch>;
  progress(): SourceProgress;
  /** Ends any open iteration. */
  close(): Promise<void>;
}
