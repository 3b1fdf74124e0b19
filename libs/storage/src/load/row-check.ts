import { type AnomalyMessage } from '@genesis/contracts';
import { type SnapshotBatch } from '@genesis/market';
import {
  createRowValidator,
  QUARANTINED,
  REJECTED,
  type RowOutcome,
  type RowValidator,
} from '@genesis/validation';
import { rejectedLine, rejectedRow, type RejectedLine } from './rejected-line.js';

/** Says which rows of a source are loaded, and keeps account of the lines that are not. */
export class RowCheck {
  readonly counts = new Map<string, number>();
  #lines: RejectedLine[] = [];
  #finding: AnomalyMessage | null = null;
  readonly #validator: RowValidator = createRowValidator();
  readonly #sink = (finding: AnomalyMessage): void => {
    // Lost lines have no sequence number; they are taken from the batch, which knows more of them.
    if (finding.sequence === null || this.#finding !== null) return;
    if (finding.action === 'QUARANTINED' || finding.action === 'REJECTED') this.#finding = finding;
  };

  begin(batch: SnapshotBatch): void {
    for (const defect of batch.defects) if (defect.kind === 'lost') this.#reject(rejectedLine(defect));
    this.#validator.beginBatch(batch);
  }

  /** Whether the row is loaded. Validation repairs it in place: take what is stored of it before. */
  passes(batch: SnapshotBatch, row: number): boolean {
    this.#finding = null;
    const outcome: RowOutcome = this.#validator.validate(batch, row, this.#sink);
    if (outcome !== QUARANTINED && outcome !== REJECTED) return true;
    if (this.#finding === null) throw new Error(`row ${row} of a batch was kept out without a finding`);
    this.#reject(rejectedRow(this.#finding));
    return false;
  }

  /** Ends the batch and gives its rejected lines, by their numbers. */
  end(batch: SnapshotBatch): readonly RejectedLine[] {
    this.#validator.endBatch(batch, this.#sink);
    const lines = this.#lines;
    if (lines.length > 0) this.#lines = [];
    return lines.sort((a, b) => a.line - b.line);
  }

  #reject(line: RejectedLine): void {
    this.#lines.push(line);
    this.counts.set(line.reason, (this.counts.get(line.reason) ?? 0) + 1);
  }
}
