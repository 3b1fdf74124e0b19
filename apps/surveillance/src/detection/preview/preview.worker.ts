import { parentPort, workerData } from 'node:worker_threads';
import { type PreviewTask, runPreview } from './preview-task.js';

/** The thread of one preview: gets its task when it starts, answers once, and ends. */
parentPort?.postMessage(await runPreview(workerData as PreviewTask));
