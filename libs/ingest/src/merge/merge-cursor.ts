import { copyTrade, ROW_STRIDE, type SnapshotBatch, tradeRow, TS } from '@genesis/market';
import { MOST_DEFECTS } from '../most-defects.js';
import { type RowStream } from '../row-stream.js';

/** One of the streams being merged, at its next row. */
export class MergeCursor {
  /** Stamp of the next row. */
  ts = NaN;
  readonly #batches: AsyncGenerator<SnapshotBatch, void, void>;
  /** The merged index of each of the stream's instruments. */
  readonly #instruments: number[] = [];
  #batch: SnapshotBatch | null = null;
  #row = 0;
  #defect = 0;
  #trade = 0;

  constructor(
    stream: RowStream,
    /** Place among the inputs as given; equal stamps keep it. */
    readonly index: number,
  ) {
    this.#batches = stream.batches();
  }

  /** Whether the next row comes before another cursor's. */
  precedes(other: MergeCursor): boolean {
    return this.ts < other.ts || (this.ts === other.ts && this.index < other.index);
  }

  /**
   * Gets the next batch that has rows; lines lost after the last row taken go to `out`.
   * @returns whether the cursor is at a row (`ready`), at the end of the stream, or has to be asked again
   * because `out` carries `MOST_DEFECTS` defects or more and must leave first
   */
  async refill(out: SnapshotBatch): Promise<'ready' | 'ended' | 'crowded'> {
    while (out.defects.length < MOST_DEFECTS) {
      const next = await this.#batches.next();
      if (next.done) return 'ended';
      this.#batch = next.value;
      this.#row = this.#defect = this.#trade = 0;
      if (this.#settle(out)) return 'ready';
    }
    return 'crowded';
  }

  /**
   * Moves the next row, with what belongs to it, to the end of `out`; the caller sees to the room.
   * @returns false where it was the last row at hand
   */
  take(out: SnapshotBatch): boolean {
    const batch = this.#batch!;
    const row = this.#row++;
    if (this.#defect < batch.defects.length) this.#copyDefects(batch, row, out);
    if (this.#trade < batch.trades.length) this.#copyTrades(batch, row, out);
    out.appendRow(batch, row, this.#instrumentOf(batch, row, out));
    return this.#settle(out);
  }

  async close(): Promise<void> {
    await this.#batches.return();
  }

  /** Reads the next row's stamp, or where there is none gives the lines lost after the last row away. */
  #settle(out: SnapshotBatch): boolean {
    const batch = this.#batch!;
    if (this.#row < batch.length) {
      this.ts = batch.rows[this.#row * ROW_STRIDE + TS];
      return true;
    }
    this.#copyDefects(batch, batch.length, out);
    return false;
  }

  #copyDefects(batch: SnapshotBatch, row: number, out: SnapshotBatch): void {
    while (this.#defect < batch.defects.length && batch.defects[this.#defect].row <= row) {
      out.defects.push({ ...batch.defects[this.#defect++], row: out.length });
    }
  }

  #copyTrades(batch: SnapshotBatch, row: number, out: SnapshotBatch): void {
    while (this.#trade < batch.trades.length && tradeRow(batch.trades, this.#trade) === row) {
      copyTrade(batch.trades, this.#trade++, out.trades, out.length);
    }
  }

  #instrumentOf(batch: SnapshotBatch, row: number, out: SnapshotBatch): number {
    const own = batch.instruments[row];
    return (this.#instruments[own] ??= out.symbols.add(batch.symbols.symbolAt(own)));
  }
}
