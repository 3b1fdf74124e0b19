import { type RegimeParameters, type TrainingJob } from '@genesis/clustering';

/** To a worker. */
export interface TrainingRequest {
  readonly id: number;
  readonly job: TrainingJob;
}

/** From a worker that has loaded and waits for what there is to do. */
export interface TrainingReady {
  readonly ready: true;
}

/** From a worker. */
export interface TrainingAnswer {
  readonly id: number;
  readonly model: RegimeParameters;
  readonly tookMs: number;
}
