import { SnapshotBatch, SymbolTable } from '@genesis/market';
import { type RowInput, type RowStream } from '../row-stream.js';
import { type SourceDescription } from '../snapshot-source.js';
import { CursorHeap } from './cursor-heap.js';
import { MergeCursor } from './merge-cursor.js';

/** Several inputs as one: rows interleaved by time, those of equal stamp in the order of the inputs. */
export class MergedInput implements RowInput {
  readonly path: string;
  readonly totalBytes: number;
  readonly symbol = null;

  constructor(
    readonly inputs: readonly RowInput[],
    readonly batchRows: number,
  ) {
    this.path = inputs[0].path;
    this.totalBytes = inputs.reduce((sum, input) => sum + input.totalBytes, 0);
  }

  async describe(): Promise<SourceDescription> {
    const parts: SourceDescription[] = [];
    for (const input of this.inputs) parts.push(await input.describe());
    const froms = parts.flatMap((part) => part.fromMicros ?? []);
    const tos = parts.flatMap((part) => part.toMicros ?? []);
    return {
      name: parts.map((part) => part.name).join(', '),
      format: [...new Set(parts.map((part) => part.format))].join(', '),
      symbols: [...new Set(parts.flatMap((part) => part.symbols))],
      fromMicros: froms.length === 0 ? null : Math.min(...froms),
      toMicros: tos.length === 0 ? null : Math.max(...tos),
    };
  }

  start(): RowStream {
    return new MergedStream(
      this.inputs.map((input) => input.start()),
      this.batchRows,
    );
  }
}

class MergedStream implements RowStream {
  constructor(
    readonly streams: readonly RowStream[],
    readonly batchRows: number,
  ) {}

  get bytesRead(): number {
    return this.streams.reduce((sum, stream) => sum + stream.bytesRead, 0);
  }

  async *batches(): AsyncGenerator<SnapshotBatch, void, void> {
    const cursors = this.streams.map((stream, index) => new MergeCursor(stream, index));
    const out = new SnapshotBatch(this.batchRows, new SymbolTable());
    try {
      yield* mergedBatches(cursors, out);
    } catch (error) {
      // What was merged before the failing input broke off is good.
      if (out.length > 0 || out.defects.length > 0) yield out;
      throw error;
    } finally {
      for (const cursor of cursors) await cursor.close();
    }
  }
}

async function* mergedBatches(
  cursors: readonly MergeCursor[],
  out: SnapshotBatch,
): AsyncGenerator<SnapshotBatch, void, void> {
  const heap = new CursorHeap();
  for (const cursor of cursors) if (yield* refilled(cursor, out)) heap.push(cursor);
  while (heap.size > 0) {
    const more = takeRun(heap, out) || (yield* refilled(heap.first, out));
    if (more) heap.settleFirst();
    else heap.removeFirst();
    if (out.full) yield* leaving(out);
  }
  if (out.length > 0 || out.defects.length > 0) yield out;
}

/** Brings a cursor to its next row; a batch that gets crowded with lost lines meanwhile leaves early. */
async function* refilled(
  cursor: MergeCursor,
  out: SnapshotBatch,
): AsyncGenerator<SnapshotBatch, boolean, void> {
  for (;;) {
    const state = await cursor.refill(out);
    if (state !== 'crowded') return state === 'ready';
    yield* leaving(out);
  }
}

function* leaving(out: SnapshotBatch): Generator<SnapshotBatch> {
  yield out;
  out.clear();
}

/** Takes rows of the earliest cursor up to its turn's end. @returns false where its rows at hand are used up */
function takeRun(heap: CursorHeap, out: SnapshotBatch): boolean {
  const cursor = heap.first;
  while (!out.full) {
    if (!cursor.take(out)) return false;
    if (heap.second?.precedes(cursor)) return true;
  }
  return true;
}
