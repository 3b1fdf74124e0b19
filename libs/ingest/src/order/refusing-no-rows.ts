import { type LostRow, type SnapshotBatch } from '@genesis/market';
import { UnusableInputError } from '../unusable-input.error.js';

/**
 * Passes batches on, and refuses a file in which not one row was found, quoting its first lost line.
 * @throws UnusableInputError at the end of such a file
 */
export async function* refusingNoRows(
  path: string,
  batches: AsyncIterable<SnapshotBatch>,
): AsyncGenerator<SnapshotBatch, void, void> {
  let found = false;
  let firstLost: LostRow | undefined;
  for await (const batch of batches) {
    found ||= batch.length > 0;
    firstLost ??= found ? undefined : batch.defects.find((defect) => defect.kind === 'lost');
    yield batch;
  }
  if (found) return;
  if (firstLost === undefined)
    throw new UnusableInputError(path, null, 'has no rows, expected order book rows');
  throw new UnusableInputError(
    path,
    firstLost.position,
    `not one row could be read; here ${firstLost.issue}`,
  );
}
