import { entryFromText, type JournalEntry } from './journal-entry.js';
import { reasonOf } from './reason-of.js';

/** A line of the spool that is whole and yet no entry: another version has written it. */
export interface ForeignText {
  readonly text: string;
  readonly reason: string;
}

/** The entries among the texts, in order, and what is none. */
export function readEntries(texts: readonly string[]): {
  readonly entries: JournalEntry[];
  readonly foreign: ForeignText[];
} {
  const entries: JournalEntry[] = [];
  const foreign: ForeignText[] = [];
  for (const text of texts) {
    try {
      entries.push(entryFromText(text));
    } catch (error) {
      foreign.push({ text, reason: reasonOf(error) });
    }
  }
  return { entries, foreign };
}
