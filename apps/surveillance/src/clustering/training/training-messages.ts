import { type RegimeParameters, type TrainingJob } from '@genesis/clustering';

/** To a worker. */
export interface TrainingRequest {
  readonly id: number;
  readonly job: TrainingJob;
}

/** From a worker. */
export interface TrainingAnswer {
  readonly id: number;
  readonly model: RegimeParameters;
  readonly tookMs: number;
}
