import { type SnapshotBatch } from '@genesis/market';

type Batches = AsyncGenerator<SnapshotBatch, void, void>;

/** The iterations of a source that are under way, so that all of them can be ended. */
export class OpenIterations {
  readonly #open = new Set<Batches>();

  /** @returns the same batches, noted until they end for whatever reason */
  add(batches: AsyncIterable<SnapshotBatch>): Batches {
    const noted: Batches = ending(batches, () => this.#open.delete(noted));
    this.#open.add(noted);
    return noted;
  }

  async close(): Promise<void> {
    const open = [...this.#open];
    this.#open.clear();
    await Promise.all(open.map((batches) => batches.return()));
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
