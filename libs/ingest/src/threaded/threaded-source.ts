import { Worker } from 'node:worker_threads';
import { type SnapshotBatch, type TimeRange, workerCode } from '@genesis/market';
import { type OpenOptions } from '../open-options.js';
import { OpenIterations } from '../open-iterations.js';
import { type SnapshotSource, type SourceDescription, type SourceProgress } from '../snapshot-source.js';
import { ReceivedBatches } from './received-batches.js';
import { type ReadingTask } from './thread-messages.js';

/**
 * Files as a source whose rows are decoded in a thread of their own, a few batches ahead: the same batches as those of
 * the source that it stands for, with the same errors in the same places. Each opening has its own thread.
 */
export class ThreadedSource implements SnapshotSource {
  readonly #open = new OpenIterations();
  #received: ReceivedBatches | null = null;

  /** @param source the files opened here, for all that takes no long reading */
  constructor(
    readonly source: SnapshotSource,
    readonly files: readonly string[],
    readonly options: OpenOptions,
  ) {}

  describe(): Promise<SourceDescription> {
    return this.source.describe();
  }

  open(range: TimeRange = {}): AsyncIterableIterator<SnapshotBatch> {
    return this.#open.add(this.#batches({ files: this.files, options: this.options, range }));
  }

  progress(): SourceProgress {
    return { ...this.source.progress(), bytesRead: this.#received?.bytesRead ?? 0 };
  }

  async close(): Promise<void> {
    await this.#open.close();
    await this.source.close();
  }

  async *#batches(task: ReadingTask): AsyncGenerator<SnapshotBatch, void, void> {
    const { file, execArgv } = workerCode(import.meta.url, 'file-reader.worker');
    const received = new ReceivedBatches(new Worker(file, { execArgv, workerData: task }));
    this.#received = received;
    try {
      for (let batch = await received.next(); batch !== null; batch = await received.next()) yield batch;
    } finally {
      await received.stop();
    }
  }
}
