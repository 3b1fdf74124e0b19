import { parentPort, workerData } from 'node:worker_threads';
import { createProfile } from '@genesis/detection';
import { acceptedBook, runCanaries } from '@genesis/evaluation';
import { type CanaryAnswer, type CanaryTask } from './canary-task.js';

// A pipeline and an alert manager of its own, in a thread without bus, sockets or database: nothing of it gets out but this answer.
const { recorded, profile, overrides, seed } = workerData as CanaryTask;
const answer: CanaryAnswer = await runCanaries({
  book: await acceptedBook(recorded),
  profile: createProfile(profile, { detectors: overrides }),
  seed,
});
parentPort?.postMessage(answer);
