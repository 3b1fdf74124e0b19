import { type Worker } from 'node:worker_threads';
import {
  inlineTrainer,
  type PendingTraining,
  type RegimeTrainer,
  type TrainingJob,
} from '@genesis/clustering';
import { type TrainingAnswer } from './training-messages.js';
import { TrainingTicket } from './training-ticket.js';
import { type SlotListener, TrainingWorkerSlot } from './training-worker-slot.js';

export interface TrainingPoolOptions {
  readonly workers: number;
  /** Trainings that may wait; a further one is made by who asks for it. */
  readonly queueLimit: number;
  readonly timeoutMs: number;
  readonly startWorker: () => Worker;
  /** Monotonic milliseconds. */
  readonly nowMs: () => number;
  readonly onTrained: (tookMs: number) => void;
  readonly onLost: (reason: string) => void;
}

export interface TrainingStatistics {
  readonly workers: number;
  readonly alive: number;
  readonly queued: number;
  readonly trained: number;
  readonly inLine: number;
  readonly lastTrainingMs: number | null;
  readonly failures: number;
  /** In words; null where there was none. */
  readonly lastFailure: string | null;
  readonly secondsSinceFailure: number;
}

/** Another worker that crashes is replaced after this, doubled for each one that never answered. */
const RESTART_BASE_MS = 50;
const RESTART_MOST_MS = 30_000;
/** A training over which so many workers were lost is not given to a further one. */
const MOST_LOSSES = 2;

/**
 * Trains for all instruments in a few threads. Where a worker crashes or hangs it is replaced, and its training goes to the
 * next one. Models never depend on it: what is not there when it is wanted is made by who wants it.
 */
export class TrainingPool implements RegimeTrainer, SlotListener {
  readonly #slots: readonly TrainingWorkerSlot[];
  readonly #queue: TrainingTicket[] = [];
  readonly #restarts = new Set<NodeJS.Timeout>();
  #ids = 0;
  #trained = 0;
  #inLine = 0;
  #lastTrainingMs: number | null = null;
  #failures = 0;
  #failuresInARow = 0;
  #lastFailure: string | null = null;
  #failedAtMs = -Infinity;
  #started = false;
  #stopped = false;

  constructor(private readonly options: TrainingPoolOptions) {
    const { workers, startWorker, timeoutMs } = options;
    this.#slots = Array.from({ length: workers }, () => new TrainingWorkerSlot(startWorker, timeoutMs, this));
  }

  begin(job: TrainingJob): PendingTraining {
    if (this.#stopped || this.#queue.length >= this.options.queueLimit) {
      this.#inLine++;
      return inlineTrainer.begin(job);
    }
    // Threads cost memory: none before there is something to do.
    if (!this.#started) for (const slot of this.#slots) slot.start();
    this.#started = true;
    const ticket = new TrainingTicket(++this.#ids, job, (closed, inLine) => this.#close(closed, inLine));
    this.#queue.push(ticket);
    this.#dispatch();
    return ticket;
  }

  statistics(): TrainingStatistics {
    return {
      workers: this.#slots.length,
      alive: this.#started ? this.#slots.filter(({ alive }) => alive).length : this.#slots.length,
      queued: this.#queue.length,
      trained: this.#trained,
      inLine: this.#inLine,
      lastTrainingMs: this.#lastTrainingMs,
      failures: this.#failures,
      lastFailure: this.#lastFailure,
      secondsSinceFailure: (this.options.nowMs() - this.#failedAtMs) / 1000,
    };
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#queue.length = 0;
    for (const timer of this.#restarts) clearTimeout(timer);
    await Promise.all(this.#slots.map((slot) => slot.stop()));
  }

  answered(ticket: TrainingTicket, { model, tookMs }: TrainingAnswer): void {
    ticket.complete(model);
    this.#trained++;
    this.#failuresInARow = 0;
    this.#lastTrainingMs = tookMs;
    this.options.onTrained(tookMs);
    this.#dispatch();
  }

  lost(slot: TrainingWorkerSlot, ticket: TrainingTicket | null, reason: string): void {
    this.#failures++;
    this.#lastFailure = reason;
    this.#failedAtMs = this.options.nowMs();
    this.options.onLost(reason);
    if (ticket !== null && !ticket.closed && ++ticket.losses < MOST_LOSSES) this.#queue.unshift(ticket);
    this.#restart(slot);
  }

  #restart(slot: TrainingWorkerSlot): void {
    const waitMs = Math.min(RESTART_BASE_MS * 2 ** this.#failuresInARow++, RESTART_MOST_MS);
    const timer = setTimeout(() => {
      this.#restarts.delete(timer);
      slot.start();
      this.#dispatch();
    }, waitMs).unref();
    this.#restarts.add(timer);
  }

  #dispatch(): void {
    for (const slot of this.#slots) {
      if (!slot.free) continue;
      const ticket = this.#queue.shift();
      if (ticket === undefined) return;
      slot.work(ticket);
    }
  }

  #close(ticket: TrainingTicket, inLine: boolean): void {
    if (inLine) this.#inLine++;
    const at = this.#queue.indexOf(ticket);
    if (at >= 0) this.#queue.splice(at, 1);
  }
}
