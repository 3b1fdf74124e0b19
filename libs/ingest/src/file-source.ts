import { type SnapshotBatch, type TimeRange } from '@genesis/market';
import { numberedRange } from './numbered-range.js';
import { OpenIterations } from './open-iterations.js';
import { type RowInput, type RowStream } from './row-stream.js';
import { type SnapshotSource, type SourceDescription, type SourceProgress } from './snapshot-source.js';

/** Files as a source: each opening reads them anew from the beginning. */
export class FileSource implements SnapshotSource {
  readonly #open = new OpenIterations();
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
    this.#stream = stream;
    return this.#open.add(numberedRange(stream.batches(), range));
  }

  progress(): SourceProgress {
    return { bytesRead: this.#stream?.bytesRead ?? 0, totalBytes: this.input.totalBytes };
  }

  close(): Promise<void> {
    return this.#open.close();
  }
}
