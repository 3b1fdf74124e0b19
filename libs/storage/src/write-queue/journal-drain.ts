import { coalesced } from './journal-buffer.js';
import { entryText, type JournalEntry } from './journal-entry.js';
import { type JournalStatistics } from './journal-listener.js';
import { type JournalParts } from './journal-parts.js';
import { RefusedEntryError, type JournalTarget, type StepOutcome } from './journal-target.js';
import { readEntries } from './read-entries.js';
import { reasonOf } from './reason-of.js';
import { type SpoolPort } from './unusable-spool.js';

type DrainCounts = Pick<JournalStatistics, 'written' | 'writeFailures' | 'refused' | 'writeFailure'>;

/** The way from the spool into the database: batch after batch, with growing pauses after failures. */
export class JournalDrain {
  #written = 0;
  #writeFailures = 0;
  #refused = 0;
  #writeFailure: string | null = null;
  #failuresInARow = 0;
  /** Halved by a failure, doubled by a success: what is too much for a slow database is not tried for ever. */
  #batchSize: number;
  #notBeforeMs = -Infinity;
  /** When the oldest entry happened that is not written. */
  #oldestAt: number | null = null;
  #running: Promise<void> | null = null;
  #stopped = false;
  /** Put aside already, while what stood beside it is tried again. */
  readonly #aside = new Set<string>();
  /** Who waits for what becomes of a step, by command. */
  readonly #waiting = new Map<string, (outcome: StepOutcome) => void>();

  constructor(
    private readonly parts: JournalParts,
    private readonly spool: SpoolPort,
  ) {
    this.#batchSize = parts.settings.batchSize;
  }

  get counts(): DrainCounts {
    return {
      written: this.#written,
      writeFailures: this.#writeFailures,
      refused: this.#refused,
      writeFailure: this.#writeFailure,
    };
  }

  waitsSince(at: number): void {
    this.#oldestAt ??= at;
  }

  lagSeconds(epochMs: number): number {
    return this.#oldestAt === null ? 0 : Math.max(0, epochMs - this.#oldestAt) / 1000;
  }

  /** What becomes of the step with this command, when it reaches the database. */
  outcomeOf(command: string): Promise<StepOutcome> {
    return new Promise((resolve) => this.#waiting.set(command, resolve));
  }

  forget(command: string): void {
    this.#waiting.delete(command);
  }

  /** After the batch under way nothing is written any more. */
  stop(): void {
    this.#stopped = true;
  }

  wake(): void {
    this.#notBeforeMs = -Infinity;
  }

  /** Until nothing waits on disk, or it fails; one run at a time. */
  run(): Promise<void> {
    this.#running ??= this.#run().finally(() => (this.#running = null));
    return this.#running;
  }

  /** Whether the database has the entries now. Never throws. */
  async write(entries: readonly JournalEntry[]): Promise<boolean> {
    const target = this.#ready();
    if (target === null) return false;
    this.#oldestAt = entries[0].at;
    try {
      await this.#writeOrSplit(target, coalesced(entries));
    } catch (error) {
      this.#failed(error);
      return false;
    }
    this.#written += entries.length - this.#takenAside(entries);
    this.#oldestAt = null;
    this.#recovered();
    return true;
  }

  async #run(): Promise<void> {
    try {
      while (this.#ready() !== null) {
        const batch = await this.spool.read(this.#batchSize);
        if (batch.texts.length === 0) return;
        const { entries, foreign } = readEntries(batch.texts);
        if (entries.length > 0 && !(await this.write(entries))) return;
        for (const { text, reason } of foreign) await this.#keepAside(text, reason);
        await this.spool.acknowledge(batch);
      }
    } catch (error) {
      // The disk does not give back what is on it.
      this.#failed(error);
    }
  }

  #ready(): JournalTarget | null {
    const rests = this.#stopped || this.parts.clock.nowMs() < this.#notBeforeMs;
    return rests ? null : this.parts.target();
  }

  /** One entry that cannot be stored must not hold up the others: then each goes alone, and that one aside. */
  async #writeOrSplit(target: JournalTarget, entries: readonly JournalEntry[]): Promise<void> {
    try {
      const receipt = await target.write(entries);
      for (const outcome of receipt.steps) this.#tell(outcome);
      this.parts.listener.written(receipt);
    } catch (error) {
      if (!(error instanceof RefusedEntryError)) throw error;
      if (entries.length === 1) return this.#setAside(entries[0], error.message);
      for (const entry of entries) await this.#writeOrSplit(target, [entry]);
    }
  }

  async #setAside(entry: JournalEntry, message: string): Promise<void> {
    const text = entryText(entry);
    if (this.#aside.has(text)) return;
    await this.#keepAside(text, message);
    this.#aside.add(text);
    if (entry.type === 'step') this.#tell({ alertId: entry.alertId, command: entry.command, applied: false });
  }

  /** How many of the entries that are done with are not in the database. */
  #takenAside(entries: readonly JournalEntry[]): number {
    if (this.#aside.size === 0) return 0;
    return entries.filter((entry) => this.#aside.delete(entryText(entry))).length;
  }

  async #keepAside(text: string, message: string): Promise<void> {
    const file = await this.spool.keepAside('refused.jsonl', [text]);
    this.#refused++;
    this.parts.listener.refused(file, message);
  }

  #tell(outcome: StepOutcome): void {
    this.#waiting.get(outcome.command)?.(outcome);
    this.#waiting.delete(outcome.command);
  }

  #failed(error: unknown): void {
    const { retryBaseMs, retryMaxMs } = this.parts.settings;
    const wait = Math.min(retryMaxMs, retryBaseMs * 2 ** Math.min(this.#failuresInARow++, 20));
    this.#notBeforeMs = this.parts.clock.nowMs() + wait;
    this.#writeFailures++;
    this.#batchSize = Math.max(1, Math.floor(this.#batchSize / 2));
    const message = reasonOf(error);
    if (this.#writeFailure === null) this.parts.listener.writeFailed(message);
    this.#writeFailure = message;
  }

  #recovered(): void {
    this.#failuresInARow = 0;
    this.#batchSize = Math.min(2 * this.#batchSize, this.parts.settings.batchSize);
    if (this.#writeFailure === null) return;
    this.#writeFailure = null;
    this.parts.listener.writeRecovered();
  }
}
