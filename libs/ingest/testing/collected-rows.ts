import { ROW_STRIDE, type SnapshotBatch, type SourceDefect, TRADE_STRIDE } from '@genesis/market';

/** One row with all that its batch says of it. */
export interface CollectedRow {
  readonly values: number[];
  readonly symbol: string;
  readonly position: number;
  readonly sequence: number;
}

/** All that a source delivered, as if in one batch: rows of defects and trades count from its first row. */
export interface CollectedRows {
  readonly rows: CollectedRow[];
  readonly defects: SourceDefect[];
  /** `[row, tsMicros, price, size, aggressor]` */
  readonly trades: number[][];
  readonly batchLengths: number[];
  /** What ended the iteration, if it did not end by itself. */
  error: Error | null;
}

/** Reads a source to its end, or to its error. */
export async function collectRows(batches: AsyncIterable<SnapshotBatch>): Promise<CollectedRows> {
  const all: CollectedRows = { rows: [], defects: [], trades: [], batchLengths: [], error: null };
  try {
    for await (const batch of batches) add(batch, all);
  } catch (error) {
    all.error = error as Error;
  }
  return all;
}

/** Stamps of all rows. */
export function stampsOf({ rows }: CollectedRows): number[] {
  return rows.map(({ values }) => values[0]);
}

/** Defects as `code@line` of the file, cells with their column. */
export function briefDefects({ rows, defects }: CollectedRows): string[] {
  return defects.map((defect) =>
    defect.kind === 'lost'
      ? `${defect.code}@${defect.position}`
      : `${defect.code}@${rows[defect.row].position}:${defect.column}`,
  );
}

function add(batch: SnapshotBatch, all: CollectedRows): void {
  const offset = all.rows.length;
  for (let row = 0; row < batch.length; row++) {
    all.rows.push({
      values: [...batch.rows.subarray(row * ROW_STRIDE, (row + 1) * ROW_STRIDE)],
      symbol: batch.symbols.symbolAt(batch.instruments[row]),
      position: batch.positions[row],
      sequence: batch.sequences[row],
    });
  }
  for (const defect of batch.defects) all.defects.push({ ...defect, row: defect.row + offset });
  for (let trade = 0; trade < batch.trades.length; trade++) {
    const [row, ...rest] = batch.trades.values.subarray(trade * TRADE_STRIDE, (trade + 1) * TRADE_STRIDE);
    all.trades.push([row + offset, ...rest]);
  }
  all.batchLengths.push(batch.length);
}
