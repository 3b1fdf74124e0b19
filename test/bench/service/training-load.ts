import { type NestExpressApplication } from '@nestjs/platform-express';
import { RegimeTraining } from '../../../apps/surveillance/src/clustering/training/regime-training.service.js';
import { trainingJob } from '../material/regime-points.js';

/** As many points as an instrument's window holds. */
const POINTS = 1_024;
/** Shorter than a training. */
const LOOK_EVERY_MS = 5;

/** Keeps the service's training thread at work: one training after the other, without a pause. */
export class TrainingLoad {
  readonly #training: RegimeTraining;
  readonly #job = trainingJob(POINTS);
  readonly #timer: NodeJS.Timeout;

  constructor(app: NestExpressApplication) {
    this.#training = app.get(RegimeTraining);
    this.#timer = setInterval(() => this.#keepBusy(), LOOK_EVERY_MS);
  }

  /** Trainings that the thread has done so far, those that the service itself asked for among them. */
  get trained(): number {
    return this.#training.statistics().trained;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** One is in work, another one waits. */
  #keepBusy(): void {
    if (this.#training.statistics().queued === 0) this.#training.begin(this.#job);
  }
}
