import { type Worker } from 'node:worker_threads';
import { type TrainingAnswer } from './training-messages.js';
import { type TrainingTicket } from './training-ticket.js';

/** What a slot tells its pool. */
export interface SlotListener {
  answered(ticket: TrainingTicket, answer: TrainingAnswer): void;
  /** The worker crashed, ended or took too long; with it went what it was at. */
  lost(slot: TrainingWorkerSlot, ticket: TrainingTicket | null, reason: string): void;
}

/** A place for one worker thread, which works on one training at a time. */
export class TrainingWorkerSlot {
  #worker: Worker | null = null;
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
    worker.unref();
    worker.on('message', (answer: TrainingAnswer) => this.#finish(answer));
    worker.on('error', (error: Error) => this.#lose(worker, `it failed: ${error.message}`));
    worker.on('exit', (code) => this.#lose(worker, `it ended with code ${code}`));
  }

  work(ticket: TrainingTicket): void {
    this.#ticket = ticket;
    this.#deadline = setTimeout(() => this.#giveUp(), this.timeoutMs).unref();
    this.#worker?.postMessage({ id: ticket.id, job: ticket.job });
  }

  async stop(): Promise<void> {
    const worker = this.#worker;
    this.#release();
    this.#worker = null;
    await worker?.terminate();
  }

  #finish(answer: TrainingAnswer): void {
    const ticket = this.#ticket;
    if (ticket?.id !== answer.id) return;
    this.#release();
    this.listener.answered(ticket, answer);
  }

  #giveUp(): void {
    const worker = this.#worker;
    if (worker === null) return;
    this.#lose(worker, `it took more than REGIME_TRAINING_TIMEOUT_MS=${this.timeoutMs}`);
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
