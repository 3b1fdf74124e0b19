import { type SnapshotBatch } from '@genesis/market';
import { type SurveillancePipeline } from '../surveillance-pipeline.js';
import { type SettingsStep } from './settings-history.js';

/** Takes the rows of one symbol through a pipeline, and changes its settings at the rows at which they were changed. */
export class RetunedRun {
  readonly #waiting: SettingsStep[];

  constructor(
    private readonly pipeline: SurveillancePipeline,
    steps: readonly SettingsStep[],
  ) {
    this.#waiting = [...steps];
  }

  /** Processes the first `rows` rows of the batch. */
  process(batch: SnapshotBatch, rows: number): void {
    let row = 0;
    while (row < rows) {
      this.#retuneBefore(batch.sequences[row]);
      const next = this.#rowOfNext(batch, row, rows);
      this.pipeline.process(batch, row, next);
      row = next;
    }
  }

  /** No rows follow: changes that were made after the last one are made. */
  finish(): void {
    this.#retuneBefore(Infinity);
  }

  #retuneBefore(sequence: number): void {
    while (this.#waiting.length > 0 && this.#waiting[0].fromSequence <= sequence) {
      const [{ profile, fromMicros }] = this.#waiting.splice(0, 1);
      this.pipeline.retune(profile, fromMicros);
    }
  }

  /** The first row behind `from` before which the settings change; `to` where there is none. */
  #rowOfNext({ sequences }: SnapshotBatch, from: number, to: number): number {
    const fromSequence = this.#waiting.at(0)?.fromSequence ?? Infinity;
    let row = from + 1;
    while (row < to && sequences[row] < fromSequence) row++;
    return row;
  }
}
