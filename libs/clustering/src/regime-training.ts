import { type RegimeParameters } from './regime-parameters.js';

/** All that a training depends on: the same job gives the same model, in whatever thread it runs. Can be posted to one. */
export interface TrainingJob {
  readonly symbol: string;
  /** Of the model that it makes. */
  readonly version: number;
  /** Points laid out as in regime-coordinates.ts, row-major, oldest first. */
  readonly points: Float64Array;
  /** Looks that the points stand for, most of them thinned out. */
  readonly looks: number;
  /** The instrument's model so far. */
  readonly previous: RegimeParameters | null;
  /** Centroids that the first model starts from, by regime's index. */
  readonly prior: readonly number[];
  readonly seed: number;
}

/** A training that was begun. */
export interface PendingTraining {
  /** The model, at the row from which it is used. What is not ready then is made here and now: it never depends on the clock. */
  take(): RegimeParameters;
  /** It is not wanted any more. */
  cancel(): void;
}

/** Where trainings run. */
export interface RegimeTrainer {
  begin(job: TrainingJob): PendingTraining;
}
