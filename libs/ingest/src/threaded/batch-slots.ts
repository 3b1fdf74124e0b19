import {
  type BatchColumns,
  batchColumns,
  ROW_STRIDE,
  type SnapshotBatch,
  TRADE_STRIDE,
} from '@genesis/market';
import { type FilledSlot } from './thread-messages.js';

/** Batches that may be on their way at once: what the reader is ahead of its consumer, and all the memory it takes. */
export const SLOTS = 4;

/** The reading thread's side of the slots: copies batches into memory that both threads see. */
export class BatchSlots {
  readonly #columns: BatchColumns[] = [];
  /** Rows that each slot has room for. */
  readonly #capacities: number[] = new Array<number>(SLOTS).fill(0);
  #symbolsTold = 0;

  /** Copies a batch, which its source is about to fill again, into a slot that is free. */
  fill(slot: number, batch: SnapshotBatch, bytesRead: number): FilledSlot {
    const { capacity, length, symbols, defects, trades } = batch;
    const columns = capacity > this.#capacities[slot] ? this.#make(slot, capacity) : null;
    copyRows(batch, this.#columns[slot]);
    const newSymbols = symbols.size > this.#symbolsTold ? symbols.all().slice(this.#symbolsTold) : [];
    this.#symbolsTold = symbols.size;
    return {
      kind: 'filled',
      slot,
      columns,
      capacity,
      length,
      newSymbols,
      defects,
      trades: trades.length === 0 ? null : trades.values.slice(0, trades.length * TRADE_STRIDE),
      bytesRead,
    };
  }

  #make(slot: number, capacity: number): BatchColumns {
    this.#capacities[slot] = capacity;
    return (this.#columns[slot] = batchColumns(capacity, true));
  }
}

function copyRows(from: SnapshotBatch, to: BatchColumns): void {
  const { length } = from;
  to.rows.set(from.rows.subarray(0, length * ROW_STRIDE));
  to.instruments.set(from.instruments.subarray(0, length));
  to.sequences.set(from.sequences.subarray(0, length));
  to.positions.set(from.positions.subarray(0, length));
}
