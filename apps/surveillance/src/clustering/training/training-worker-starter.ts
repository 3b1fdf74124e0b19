import { Worker } from 'node:worker_threads';
import { Injectable } from '@nestjs/common';

/** A training takes less than a megabyte; a thread that takes more is lost, not the service. */
const MOST_HEAP_MB = 64;

/** Starts threads that train. */
@Injectable()
export class TrainingWorkerStarter {
  start(): Worker {
    // Out of the sources, as tests run them, it needs the loader for TypeScript.
    const fromSources = import.meta.url.endsWith('.ts');
    const file = new URL(`./training-worker.${fromSources ? 'ts' : 'js'}`, import.meta.url);
    return new Worker(file, {
      execArgv: fromSources ? ['--import', '@swc-node/register/esm-register'] : [],
      resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
    });
  }
}
