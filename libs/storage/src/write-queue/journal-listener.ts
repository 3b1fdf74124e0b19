import { type WriteReceipt } from './journal-target.js';

/** Told of what nobody waits for. */
export interface JournalListener {
  written(receipt: WriteReceipt): void;
  /** An entry found no room in memory: it is lost unless the data bring it again. */
  dropped(count: number): void;
  spoolFailed(message: string): void;
  spoolRecovered(): void;
  writeFailed(message: string): void;
  writeRecovered(): void;
  damaged(file: string, lines: readonly string[]): void;
  refused(file: string, message: string): void;
}

export interface JournalStatistics {
  /** Entries in memory. */
  readonly queued: number;
  readonly queueCapacity: number;
  readonly spoolBytes: number;
  readonly spoolMaxBytes: number;
  /** Entries that reached the database, those that it had already among them. */
  readonly written: number;
  readonly writeFailures: number;
  readonly dropped: number;
  readonly damaged: number;
  readonly refused: number;
  /** How long the oldest entry that the database does not have has waited, in seconds; 0 where none waits. */
  readonly lagSeconds: number;
  /** Why the spool takes nothing; null while it does. */
  readonly spoolFailure: string | null;
  /** Why the newest write failed; null while they succeed. */
  readonly writeFailure: string | null;
}
