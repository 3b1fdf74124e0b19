import { type SnapshotBatch } from '@genesis/market';

/** Turns the lines of a file into rows of a batch, one line at a time and without waiting. */
export interface RowDecoder {
  /**
   * Decodes the line at `start` (it ends in a line feed) and appends the row it gives, or a lost row, or
   * neither where more lines make up a row; never more than one row.
   * @param line its number in the file, from 1
   * @returns where the next line begins
   */
  decodeLine(bytes: Buffer, start: number, line: number, batch: SnapshotBatch): number;
  /** Appends what the last lines left open, at most one row; called at the end of the file. */
  finish(batch: SnapshotBatch): void;
}
