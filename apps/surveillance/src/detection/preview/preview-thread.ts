import { Worker } from 'node:worker_threads';
import { type Tuning } from '@genesis/evaluation';
import { workerCode } from '@genesis/market';
import { type PreviewTask } from './preview-task.js';

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
  const { file, execArgv } = workerCode(import.meta.url, 'preview.worker');
  return new Worker(file, { execArgv, workerData: task, transferList: [task.rows.buffer] });
}
