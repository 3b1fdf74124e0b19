import { evidenceBytes, type JournalEntry } from './journal-entry.js';

/** Some milliseconds of work to be written as text. */
const MOST_ENTRIES = 256;
const MOST_EVIDENCE_BYTES = 4 * 1024 * 1024;

/** The first of the entries that go to the spool together: at least one, few enough not to hold anything up. */
export function spoolPart(entries: readonly JournalEntry[]): readonly JournalEntry[] {
  const part = entries.slice(0, MOST_ENTRIES);
  while (part.length > 1 && evidenceBytes(part) > MOST_EVIDENCE_BYTES)
    part.length = Math.ceil(part.length / 2);
  return part;
}
