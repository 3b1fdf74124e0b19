import { parentPort } from 'node:worker_threads';
import { trainRegimes } from '@genesis/clustering';
import { giveWay } from './give-way.js';
import { type TrainingAnswer, type TrainingReady, type TrainingRequest } from './training-messages.js';

/** Runs in a thread of its own: a model for each job, in order. What goes wrong ends the thread, and the pool sees it. */
parentPort?.on('message', ({ id, job }: TrainingRequest) => {
  const beganMs = performance.now();
  const model = trainRegimes(job);
  const answer: TrainingAnswer = { id, model, tookMs: performance.now() - beganMs };
  parentPort?.postMessage(answer);
});

giveWay();
const ready: TrainingReady = { ready: true };
parentPort?.postMessage(ready);
