import { ROW_STRIDE } from './snapshot-layout.js';
import { type SourceDefect } from './source-defect.js';
import { type SymbolTable } from './symbol-table.js';
import { TradeColumns } from './trade-columns.js';

/** Rows a source puts in one batch unless told otherwise. */
export const DEFAULT_BATCH_ROWS = 1024;

/** The columns of a batch, filled by whoever made them; `SnapshotBatch` says what they hold. */
export interface BatchColumns {
  readonly rows: Float64Array;
  readonly instruments: Uint32Array;
  readonly sequences: Float64Array;
  readonly positions: Float64Array;
}

/**
 * A run of snapshots in order of time, of one symbol or of many interleaved.
 *
 * The source owns the buffers and fills them again when the next batch is asked for: a consumer uses a batch
 * before it pulls the next one, may repair rows in place, and copies what it wants to keep.
 */
export class SnapshotBatch implements BatchColumns {
  /** Rows in use; rows beyond it hold stale values. */
  length = 0;
  /** Row-major snapshots, `ROW_STRIDE` doubles each, laid out as in snapshot-layout.ts. */
  readonly rows: Float64Array;
  /** Per row: index of its symbol in `symbols`. */
  readonly instruments: Uint32Array;
  /** Per row: how many rows of its symbol the source has decoded since its beginning, this one included. */
  readonly sequences: Float64Array;
  /** Per row: line number in the file (from 1, header included), or 0 where the source has no lines. */
  readonly positions: Float64Array;
  /** Sparse, ordered by row; usually empty. */
  readonly defects: SourceDefect[] = [];
  readonly trades = new TradeColumns();

  /** @param columns room for `capacity` rows, where it is not to be the batch's own */
  constructor(
    readonly capacity: number,
    readonly symbols: SymbolTable,
    columns: BatchColumns = batchColumns(capacity),
  ) {
    this.rows = columns.rows;
    this.instruments = columns.instruments;
    this.sequences = columns.sequences;
    this.positions = columns.positions;
  }

  get full(): boolean {
    return this.length === this.capacity;
  }

  clear(): void {
    this.length = 0;
    this.defects.length = 0;
    this.trades.clear();
  }

  /** Appends row `from` of another batch; the caller keeps `full` false and carries defects and trades over. */
  appendRow(other: SnapshotBatch, from: number, instrument: number): void {
    const to = this.length++;
    const start = from * ROW_STRIDE;
    this.rows.set(other.rows.subarray(start, start + ROW_STRIDE), to * ROW_STRIDE);
    this.instruments[to] = instrument;
    this.sequences[to] = other.sequences[from];
    this.positions[to] = other.positions[from];
  }
}

/** Room for so many rows; `shared` makes it visible to other threads. */
export function batchColumns(capacity: number, shared = false): BatchColumns {
  const bytes = (each: number): ArrayBufferLike =>
    shared ? new SharedArrayBuffer(capacity * each) : new ArrayBuffer(capacity * each);
  return {
    rows: new Float64Array(bytes(ROW_STRIDE * Float64Array.BYTES_PER_ELEMENT)),
    instruments: new Uint32Array(bytes(Uint32Array.BYTES_PER_ELEMENT)),
    sequences: new Float64Array(bytes(Float64Array.BYTES_PER_ELEMENT)),
    positions: new Float64Array(bytes(Float64Array.BYTES_PER_ELEMENT)),
  };
}
