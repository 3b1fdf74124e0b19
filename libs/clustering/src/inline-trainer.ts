import { type RegimeTrainer } from './regime-training.js';
import { trainRegimes } from './train-regimes.js';

/** Trains in the thread of the pipeline, as the command line does. */
export const inlineTrainer: RegimeTrainer = {
  begin(job) {
    return { take: () => trainRegimes(job), cancel: () => undefined };
  },
};
