import { type Worker } from 'node:worker_threads';
import { type TrainingAnswer, type TrainingReady } from './training-messages.js';
import { type TrainingTicket } from './training-ticket.js';

/** A thread has so long to load its code: that is no training, and takes seconds where much else goes on. */
const LOADING_MS = 120_000;

/** What a slot tells its pool. */
export interface SlotListener {
  answered(ticket: TrainingTicket, answer: TrainingAnswer): void;
  /** The worker crashed, ended or took too long; with it went what it was at. */
  lost(slot: TrainingWorkerSlot, ticket: TrainingTicket | null, reason: string): void;
}

/** A place for one worker thread, which works on one training at a time. */
export class TrainingWorkerSlot {
  #worker: Worker | null = null;
  #ready = false;
  #ticket: TrainingTicket | null = null;
  #deadline: NodeJS.Timeout | null = null;

  constructor(
    private readonly startWorker: () => Worker,
    private readonly timeoutMs: number,
    private readonly listener: SlotListener,
  ) {}

  get alive(): boolean {
    return this.#worker !== null;
  }

  get free(): boolean {
    return this.#worker !== null && this.#ticket === null;
  }

  start(): void {
    const worker = this.startWorker();
    this.#worker = worker;
    this.#ready = false;
    worker.unref();
    worker.on('message', (said: TrainingAnswer | TrainingReady) => {
      if ('ready' in said) this.#getReady();
      else this.#finish(said);
    });
    worker.on('error', (error: Error) => this.#lose(worker, `it failed: ${error.message}`));
    worker.on('exit', (code) => this.#lose(worker, `it ended with code ${code}`));
  }

  work(ticket: TrainingTicket): void {
    this.#ticket = ticket;
    this.#setDeadline();
    this.#worker?.postMessage({ id: ticket.id, job: ticket.job });
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#release();
    this.#worker = null;
    await worker?.terminate();
  }

  #getReady(): void {
    this.#ready = true;
    if (this.#ticket !== null) this.#setDeadline();
  }

  #setDeadline(): void {
    if (this.#deadline !== null) clearTimeout(this.#deadline);
    const withinMs = this.#ready ? this.timeoutMs : LOADING_MS;
    this.#deadline = setTimeout(() => this.#giveUp(withinMs), withinMs).unref();
  }

  #finish(answer: TrainingAnswer): void {
    const ticket = this.#ticket;
    if (ticket?.id !== answer.id) return;
    this.#release();
    this.listener.answered(ticket, answer);
  }

  #giveUp(afterMs: number): void {
    const worker = this.#worker;
    if (worker === null) return;
    const limit = this.#ready ? `REGIME_TRAINING_TIMEOUT_MS=${afterMs}` : `${afterMs} ms to load`;
    this.#lose(worker, `it took more than ${limit}`);
    // Nobody waits for a thread that hangs to end; its exit is not news any more.
    void worker.terminate();
  }

  /** Once for each worker: an error is followed by the exit. */
  #lose(worker: Worker, reason: string): void {
    if (worker !== this.#worker) return;
    const ticket = this.#ticket;
    this.#release();
    this.#worker = null;
    this.listener.lost(this, ticket, reason);
  }

  #release(): void {
    if (this.#deadline !== null) clearTimeout(this.#deadline);
    this.#deadline = null;
    this.#ticket = null;
  }
}
