import { type SnapshotBatch, type TimeRange } from '@genesis/market';
import { numberedRange } from './numbered-range.js';
import { type RowInput, type RowStream } from './row-stream.js';
import { type SnapshotSource, type SourceDescription, type SourceProgress } from './snapshot-source.js';

type Batches = AsyncGenerator<SnapshotBatch, void, void>;

/** Files as a source: each opening reads them anew from the beginning. */
export class FileSource implements SnapshotSource {
  readonly #open = new Set<Batches>();
  #description: Promise<SourceDescription> | null = null;
  /** The stream opened last, which progress speaks of. */
  #stream: RowStream | null = null;

  constructor(readonly input: RowInput) {}

  describe(): Promise<SourceDescription> {
    return (this.#description ??= this.input.describe().catch((error: unknown) => {
      // Not kept: the file may be readable the next time.
      this.#description = null;
      throw error;
    }));
  }

  open(range: TimeRange = {}): AsyncIterableIterator<SnapshotBatch> {
    const stream = this.input.start();
    const rows: Batches = ending(numberedRange(stream.batches(), range), () => this.#open.delete(rows));
    this.#stream = stream;
    this.#open.add(rows);
    return rows;
  }

  progress(): SourceProgress {
    return { bytesRead: this.#stream?.bytesRead ?? 0, totalBytes: this.input.totalBytes };
  }

  async close(): Promise<void> {
    const open = [...this.#open];
    this.#open.clear();
    await Promise.all(open.map((rows) => rows.return()));
  }
}

/** Passes batches on and calls `ended` when there are no more, for whatever reason. */
async function* ending(batches: AsyncIterable<SnapshotBatch>, ended: () => void): Batches {
  try {
    yield* batches;
  } finally {
    ended();
  }
}
