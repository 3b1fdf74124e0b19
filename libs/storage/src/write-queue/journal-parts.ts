import { type JournalListener } from './journal-listener.js';
import { type JournalClock, type JournalSettings } from './journal-settings.js';
import { type JournalTarget } from './journal-target.js';

/** What a journal is made of. */
export interface JournalParts {
  readonly settings: JournalSettings;
  readonly clock: JournalClock;
  readonly listener: JournalListener;
  /** The database while it is there. */
  readonly target: () => JournalTarget | null;
}
