import { parentPort, workerData } from 'node:worker_threads';
import { openSource } from '../open-source.js';
import { serveBatches } from './serve-batches.js';
import { type ReadingTask } from './thread-messages.js';

/** The thread of one reading: gets its task when it starts and ends after the last batch. */
const { files, options, range } = workerData as ReadingTask;
if (parentPort !== null) await serveBatches(parentPort, () => openSource(files, options), range);
