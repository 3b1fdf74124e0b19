import { ACCEPTED, DROPPED, QUARANTINED, REJECTED } from '@genesis/validation';
import { type SnapshotBatch } from '@genesis/market';

/** What became of the rows; `read` is the sum of the others. */
export interface RowCounts {
  readonly read: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly rejected: number;
  /** Exact repeats of the row before. */
  readonly dropped: number;
  /** Lines that gave no row at all. */
  readonly unreadable: number;
}

/** Counts rows by outcome, and the lines that were lost before they became rows. */
export class RowCounter {
  readonly #byOutcome = new Float64Array(4);
  #unreadable = 0;

  add(batch: SnapshotBatch, outcomes: Uint8Array): void {
    for (let row = 0; row < batch.length; row++) this.#byOutcome[outcomes[row]]++;
    for (const defect of batch.defects) if (defect.kind === 'lost') this.#unreadable++;
  }

  counts(): RowCounts {
    const outcomes = this.#byOutcome;
    return {
      read: outcomes.reduce((sum, count) => sum + count, this.#unreadable),
      accepted: outcomes[ACCEPTED],
      quarantined: outcomes[QUARANTINED],
      rejected: outcomes[REJECTED],
      dropped: outcomes[DROPPED],
      unreadable: this.#unreadable,
    };
  }
}
