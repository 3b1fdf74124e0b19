import { Worker } from 'node:worker_threads';
import { workerCode } from '@genesis/market';
import { Injectable } from '@nestjs/common';
import { type CanaryAnswer, type CanaryTask } from './canary-task.js';

/** A run takes a second or two. */
const LONGEST_MS = 120_000;
/** Copies of the rows are outside of the heap; a thread that takes more is lost, not the service. */
const MOST_HEAP_MB = 192;

/** Runs canaries in a thread that lives for one run, so that it costs neither time of the stream nor memory in between. */
@Injectable()
export class CanaryThread {
  /**
   * The rows of the task are handed over: they are gone here.
   * @throws Error where the thread failed, was stopped through the signal, or took longer than two minutes
   */
  async run(task: CanaryTask, signal: AbortSignal): Promise<CanaryAnswer> {
    const worker = startWorker(task);
    const late = AbortSignal.timeout(LONGEST_MS);
    const stopped = AbortSignal.any([signal, late]);
    const stop = (): void => void worker.terminate();
    stopped.addEventListener('abort', stop);
    try {
      return await answerOf(worker);
    } catch (error) {
      throw late.aborted ? new Error(`no answer within ${LONGEST_MS / 1000} s`) : error;
    } finally {
      stopped.removeEventListener('abort', stop);
    }
  }
}

function answerOf(worker: Worker): Promise<CanaryAnswer> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread ended with code ${code} and no answer`)));
  });
}

function startWorker(task: CanaryTask): Worker {
  const { file, execArgv } = workerCode(import.meta.url, 'canary.worker');
  return new Worker(file, {
    workerData: task,
    transferList: [task.recorded.rows.buffer, task.recorded.trades.buffer],
    execArgv,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
}
