import { ROW_STRIDE, TS, type SnapshotBatch } from '@genesis/market';

/**
 * How far a source was shown, so that it can be opened again without skipping or repeating a row: the latest
 * stamp, and how many rows were shown since the first row that had it (rows with equal stamps, and late ones);
 * and which of its lost lines were told.
 */
export class Bookmark {
  /** Microseconds since the epoch; -Infinity before the first row. */
  latestMicros = -Infinity;
  rowsSinceLatest = 0;
  /** Passes over the data that were completed. */
  passes = 0;
  /** Number of the last lost line that was told, by symbol. */
  readonly lostLines = new Map<string, number>();

  get started(): boolean {
    return this.rowsSinceLatest > 0;
  }

  /** Call before the rows are handed on: consumers may repair them. */
  advance(batch: SnapshotBatch, from: number, to: number): void {
    for (let row = from; row < to; row++) {
      const tsMicros = batch.rows[row * ROW_STRIDE + TS];
      if (tsMicros > this.latestMicros) {
        this.latestMicros = tsMicros;
        this.rowsSinceLatest = 0;
      }
      this.rowsSinceLatest++;
    }
    if (batch.defects.length > 0) this.#noteLostLines(batch, to);
  }

  /** Back to before the first row; completed passes stay counted. */
  rewind(): void {
    this.latestMicros = -Infinity;
    this.rowsSinceLatest = 0;
    this.lostLines.clear();
  }

  /** Lost lines are told before the row that follows them, or at the end of their batch. */
  #noteLostLines({ defects, length }: SnapshotBatch, to: number): void {
    for (const defect of defects) {
      if (defect.kind !== 'lost' || (defect.row >= to && to < length)) continue;
      const known = this.lostLines.get(defect.symbol) ?? 0;
      this.lostLines.set(defect.symbol, Math.max(known, defect.position));
    }
  }
}
