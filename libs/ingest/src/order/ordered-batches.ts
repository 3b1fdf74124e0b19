import { SnapshotBatch } from '@genesis/market';
import { type TimeOrder } from './time-order.js';

/** Enough to make the awaiting cheap, few enough to keep the window small. */
export const LINES_PER_FILL = 1024;

/** Lost lines that may pile up before they are handed over without rows. */
const MOST_PILED_DEFECTS = 4096;

/** Decodes the lines of an input into the window of a `TimeOrder`. */
export interface RowFiller {
  /**
   * Waits for bytes if it must, then decodes up to `LINES_PER_FILL` lines.
   * @returns false at the end of the input
   * @throws UnusableInputError in the middle; the rows before it are in the window
   */
  fill(order: TimeOrder): Promise<boolean>;
}

/** The rows of a filler in order of time, in batches of `batchRows`; what came before an error comes first. */
export async function* orderedBatches(
  filler: RowFiller,
  order: TimeOrder,
  batchRows: number,
): AsyncGenerator<SnapshotBatch, void, void> {
  const out = new SnapshotBatch(batchRows, order.window.symbols);
  const failure: Failure = { error: null };
  while (await filled(filler, order, failure)) {
    while (order.ripe() >= batchRows) yield delivered(order, batchRows, out);
    if (order.window.batch.defects.length > MOST_PILED_DEFECTS)
      yield deliveredWithLost(order, batchRows, out);
  }
  order.finish();
  while (order.ripe() > 0 || order.window.batch.defects.length > 0) {
    yield deliveredWithLost(order, batchRows, out);
  }
  if (failure.error !== null) throw failure.error;
}

/** What ended the input early. */
interface Failure {
  error: Error | null;
}

async function filled(filler: RowFiller, order: TimeOrder, failure: Failure): Promise<boolean> {
  try {
    return await filler.fill(order);
  } catch (error) {
    failure.error = error as Error;
    return false;
  }
}

function delivered(order: TimeOrder, rows: number, out: SnapshotBatch): SnapshotBatch {
  order.deliver(rows, out);
  return out;
}

/** What is ripe, and if that is all of it, the lines lost after it too. */
function deliveredWithLost(order: TimeOrder, batchRows: number, out: SnapshotBatch): SnapshotBatch {
  order.deliver(Math.min(order.ripe(), batchRows), out);
  if (order.ripe() === 0) order.window.deliverLost(out);
  return out;
}
