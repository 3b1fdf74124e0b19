import {
  type PendingTraining,
  type RegimeParameters,
  trainRegimes,
  type TrainingJob,
} from '@genesis/clustering';

/** What becomes of a training that was handed to the pool. */
export class TrainingTicket implements PendingTraining {
  /** Workers that were lost over it. */
  losses = 0;
  /** Nobody waits for it any more. */
  closed = false;
  #model: RegimeParameters | null = null;

  /** @param onClosed told when its model is not wanted from the pool any more, and whether it was made in line */
  constructor(
    readonly id: number,
    readonly job: TrainingJob,
    private readonly onClosed: (ticket: TrainingTicket, inLine: boolean) => void,
  ) {}

  complete(model: RegimeParameters): void {
    this.#model = model;
  }

  /** The job decides the model, not the thread: a run in which no worker ever answers gives the same bytes. */
  take(): RegimeParameters {
    this.closed = true;
    this.onClosed(this, this.#model === null);
    return this.#model ?? trainRegimes(this.job);
  }

  cancel(): void {
    this.closed = true;
    this.onClosed(this, false);
  }
}
