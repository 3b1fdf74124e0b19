import { growFloat64Array, ROW_STRIDE, type SnapshotBatch, type TimeRange, TS } from '@genesis/market';
import { keepRows } from './order/batch-edits.js';

/** The sequence numbers of a source, by instrument. */
class SequenceCounters {
  #counts = new Float64Array(16);

  next(instrument: number): number {
    while (instrument >= this.#counts.length) this.#counts = growFloat64Array(this.#counts);
    return ++this.#counts[instrument];
  }
}

/** Stamps of a batch that decide what to do with it as a whole. */
interface StampBounds {
  readonly earliest: number;
  readonly latest: number;
}

/**
 * Gives every row its sequence number and passes those within the range on. Rows before it are counted, the
 * first row after it ends the iteration; so a row has the same number whatever the range.
 */
export async function* numberedRange(
  batches: AsyncIterable<SnapshotBatch>,
  { fromMicros = -Infinity, toMicros = Infinity }: TimeRange,
): AsyncGenerator<SnapshotBatch, void, void> {
  const counters = new SequenceCounters();
  for await (const batch of batches) {
    const { earliest, latest } = number(batch, counters);
    if (earliest < fromMicros || latest > toMicros) clip(batch, fromMicros, toMicros);
    const past = latest > toMicros;
    if (batch.length > 0 || (earliest === Infinity && batch.defects.length > 0)) yield batch;
    if (past) return;
  }
}

function number(batch: SnapshotBatch, counters: SequenceCounters): StampBounds {
  let earliest = Infinity;
  let latest = -Infinity;
  for (let row = 0; row < batch.length; row++) {
    const ts = batch.rows[row * ROW_STRIDE + TS];
    batch.sequences[row] = counters.next(batch.instruments[row]);
    if (ts < earliest) earliest = ts;
    if (ts > latest) latest = ts;
  }
  return { earliest, latest };
}

/** Rows from the first one after the range on go, and those before it. */
function clip(batch: SnapshotBatch, fromMicros: number, toMicros: number): void {
  let end = 0;
  while (end < batch.length && batch.rows[end * ROW_STRIDE + TS] <= toMicros) end++;
  keepRows(batch, (row) => row < end && batch.rows[row * ROW_STRIDE + TS] >= fromMicros);
}
