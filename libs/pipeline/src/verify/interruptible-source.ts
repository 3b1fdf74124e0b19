import { type SnapshotSource, type SourceDescription, type SourceProgress } from '@genesis/ingest';
import { type SnapshotBatch, type TimeRange } from '@genesis/market';

/** A source whose rows end with an error, the signal's reason, as soon as the signal is aborted: never as if they were all. */
export class InterruptibleSource implements SnapshotSource {
  constructor(
    private readonly source: SnapshotSource,
    private readonly signal: AbortSignal,
  ) {}

  describe(): Promise<SourceDescription> {
    return this.source.describe();
  }

  async *open(range?: TimeRange): AsyncGenerator<SnapshotBatch, void, void> {
    this.signal.throwIfAborted();
    // Closing ends what the source waits for.
    const close = (): void => void this.source.close();
    this.signal.addEventListener('abort', close);
    try {
      for await (const batch of this.source.open(range)) {
        this.signal.throwIfAborted();
        yield batch;
      }
      this.signal.throwIfAborted();
    } finally {
      this.signal.removeEventListener('abort', close);
    }
  }

  progress(): SourceProgress {
    return this.source.progress();
  }

  close(): Promise<void> {
    return this.source.close();
  }
}
