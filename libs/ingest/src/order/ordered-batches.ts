import { SnapshotBatch } from '@genesis/market';
import { MOST_DEFECTS } from '../most-defects.js';
import { type TimeOrder } from './time-order.js';

/** Enough to make the awaiting cheap, few enough to keep the window small. */
export const LINES_PER_FILL = 1024;

/** Decodes the lines of an input into the window of a `TimeOrder`. */
export interface RowFiller {
  /**
   * Waits for bytes if it must, then decodes up to `LINES_PER_FILL` lines.
   * @returns false at the end of the input
   * @throws UnusableInputError in the middle; the rows before it are in the window
   */
  fill(order: TimeOrder): Promise<boolean>;
}

/**
 * The rows of a filler in order of time, in batches of at most `batchRows`; what came before an error comes
 * first. A batch carries at most `MOST_DEFECTS` defects; it has fewer rows, or none, where more are at hand.
 */
export async function* orderedBatches(
  filler: RowFiller,
  order: TimeOrder,
  batchRows: number,
): AsyncGenerator<SnapshotBatch, void, void> {
  const out = new SnapshotBatch(batchRows, order.window.symbols);
  const failure: Failure = { error: null };
  while (await filled(filler, order, failure)) {
    while (order.ripe() >= batchRows) yield delivered(order, batchRows, out);
    if (order.window.batch.defects.length <= MOST_DEFECTS) continue;
    yield* ripeRows(order, batchRows, out);
    // The rows before these lines are held back still: to wait for them would take memory without bound.
    if (order.window.countLost() > MOST_DEFECTS) yield* lostLines(order, out);
  }
  order.finish();
  yield* ripeRows(order, batchRows, out);
  yield* lostLines(order, out);
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

function* ripeRows(order: TimeOrder, batchRows: number, out: SnapshotBatch): Generator<SnapshotBatch> {
  while (order.ripe() > 0) yield delivered(order, batchRows, out);
}

function* lostLines(order: TimeOrder, out: SnapshotBatch): Generator<SnapshotBatch> {
  while (order.window.deliverLost(out) > 0) yield out;
}

function delivered(order: TimeOrder, batchRows: number, out: SnapshotBatch): SnapshotBatch {
  order.deliver(Math.min(order.ripe(), batchRows), out);
  return out;
}
