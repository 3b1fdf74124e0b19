import { type SnapshotSource } from '@genesis/ingest';
import { dropLeadingRows, type SnapshotBatch } from '@genesis/market';
import { type StateOrigin } from '../lane.js';

/**
 * How the rows of a source are brought to begin where the state behind an alert began: of the rows with that stamp
 * so many are left out, and all are numbered so much higher.
 */
export interface StateAlignment {
  readonly skip: number;
  readonly shift: number;
}

/**
 * Finds the row with which a state began. Rows that were added or deleted before it since then change the numbers of
 * all that follow and nothing else: the state is found by its stamp, and the numbers are shifted back. Null where
 * the source has no row with that stamp.
 */
export async function alignState(
  source: SnapshotSource,
  { tsMicros, sequence }: StateOrigin,
): Promise<StateAlignment | null> {
  const numbers: number[] = [];
  for await (const batch of source.open({ fromMicros: tsMicros, toMicros: tsMicros })) {
    numbers.push(...batch.sequences.subarray(0, batch.length));
  }
  if (numbers.length === 0) return null;
  const skip = numbers.indexOf(sequence);
  return skip >= 0 ? { skip, shift: 0 } : { skip: 0, shift: sequence - numbers[0] };
}

/** The batches of one symbol as `alignment` says. */
export async function* aligned(
  batches: AsyncIterable<SnapshotBatch>,
  { skip, shift }: StateAlignment,
): AsyncGenerator<SnapshotBatch, void, void> {
  let left = skip;
  for await (const batch of batches) {
    const dropped = Math.min(left, batch.length);
    if (dropped > 0) dropLeadingRows(batch, dropped);
    left -= dropped;
    if (shift !== 0) for (let row = 0; row < batch.length; row++) batch.sequences[row] += shift;
    if (batch.length > 0) yield batch;
  }
}
