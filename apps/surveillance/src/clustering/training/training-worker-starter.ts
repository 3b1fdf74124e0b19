import { Worker } from 'node:worker_threads';
import { workerCode } from '@genesis/market';
import { Injectable } from '@nestjs/common';

/** A training takes less than a megabyte; a thread that takes more is lost, not the service. */
const MOST_HEAP_MB = 64;

/** Starts threads that train. */
@Injectable()
export class TrainingWorkerStarter {
  start(): Worker {
    const { file, execArgv } = workerCode(import.meta.url, 'training-worker');
    return new Worker(file, {
      execArgv,
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    });
  }
}
