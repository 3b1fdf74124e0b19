import { type SnapshotSource } from '@genesis/ingest';
import { type SnapshotBatch } from '@genesis/market';
import { copyBatch } from './copy-batch.js';

/** Rows that are decoded already. */
export interface RecordedRows {
  readonly batches: readonly SnapshotBatch[];
  readonly rows: number;
}

/** The first rows of a source, at least `rows` where it has so many. */
export async function recordBatches(source: SnapshotSource, rows = Infinity): Promise<RecordedRows> {
  const batches: SnapshotBatch[] = [];
  let recorded = 0;
  for await (const batch of source.open()) {
    batches.push(copyBatch(batch));
    recorded += batch.length;
    if (recorded >= rows) break;
  }
  return { batches, rows: recorded };
}
