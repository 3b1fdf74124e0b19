import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Tuning } from '@genesis/evaluation';
import { type PreviewTask } from './preview-task.js';

const BUILT = new URL('./preview.worker.js', import.meta.url);
const SOURCE = new URL('./preview.worker.ts', import.meta.url);

/** The thread of a preview ended without an answer. */
export class PreviewStoppedError extends Error {
  override readonly name = 'PreviewStoppedError';
}

/**
 * Runs a preview in a thread of its own, to which the rows are handed over: they are gone here.
 * @param signal aborted: the thread is ended
 * @throws PreviewStoppedError where it was, or ended by itself; what the preview throws
 */
export function previewInThread(task: PreviewTask, signal: AbortSignal): Promise<Tuning> {
  const worker = startWorker(task);
  const stop = (): void => void worker.terminate();
  signal.addEventListener('abort', stop);
  return new Promise<Tuning>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new PreviewStoppedError('the preview was stopped')));
  }).finally(() => signal.removeEventListener('abort', stop));
}

function startWorker(task: PreviewTask): Worker {
  const options = { workerData: task, transferList: [task.rows.buffer] };
  if (existsSync(fileURLToPath(BUILT))) return new Worker(BUILT, options);
  // Not built, as in tests: Node is told how to read TypeScript.
  return new Worker(SOURCE, { ...options, execArgv: ['--import', '@swc-node/register/esm-register'] });
}
