import { type AlertLifecycle } from '@genesis/contracts';
import { type JournalEntry } from './journal-entry.js';

/** What became of an analyst's step. */
export interface StepOutcome {
  readonly alertId: string;
  readonly command: string;
  /** False where another service had closed or moved the alert before. */
  readonly applied: boolean;
}

export interface WriteReceipt {
  readonly steps: readonly StepOutcome[];
  /** How the alerts among the entries stand now. */
  readonly lifecycles: ReadonlyMap<string, AlertLifecycle>;
  /** Events that were new; the rest had been written before. */
  readonly newEvents: number;
}

/** Where the journal ends: keeps entries for good, all of them or none. Telling it the same again changes nothing. */
export interface JournalTarget {
  /** @throws RefusedEntryError for an entry that it will never take, anything else where it is to be tried again */
  write(entries: readonly JournalEntry[]): Promise<WriteReceipt>;
}

/** The data of an entry cannot be stored; trying again is of no use. */
export class RefusedEntryError extends Error {
  override readonly name = 'RefusedEntryError';
}

/** Nothing durable can take a step: neither database nor spool. */
export class NotDurableError extends Error {
  override readonly name = 'NotDurableError';
}
