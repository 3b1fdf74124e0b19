import { type AlertEntry, type JournalEntry } from './journal-entry.js';

/** Bytes of evidence that may wait in memory, whatever the number of entries. */
export const MOST_EVIDENCE_BYTES = 64 * 1024 * 1024;

/**
 * What has happened since the last time somebody took it, bounded. An `UPDATED` takes the place of the entry before it
 * of the same alert where that is an `UPDATED` too and both have the same severity: in between the two, nothing
 * but a count of repeats is lost. Everything else is kept one by one: raised, settled, a change of severity (escalation),
 * evidence, steps of analysts, anomalies, settings.
 */
export class JournalBuffer {
  #entries: JournalEntry[] = [];
  /** Place of the last entry of each alert. */
  readonly #last = new Map<string, number>();
  #evidenceBytes = 0;

  constructor(
    readonly capacity: number,
    readonly evidenceCapacityBytes = MOST_EVIDENCE_BYTES,
  ) {}

  get length(): number {
    return this.#entries.length;
  }

  /** False where there is no room. */
  add(entry: JournalEntry): boolean {
    if (this.#coalesce(entry)) return true;
    if (this.#entries.length >= this.capacity || !this.#takeBytes(entry)) return false;
    const alertId = alertIdOf(entry);
    if (alertId !== null) this.#last.set(alertId, this.#entries.length);
    this.#entries.push(entry);
    return true;
  }

  /** Hands everything over, oldest first. */
  take(): JournalEntry[] {
    const taken = this.#entries;
    this.#entries = [];
    this.#last.clear();
    this.#evidenceBytes = 0;
    return taken;
  }

  #takeBytes(entry: JournalEntry): boolean {
    if (entry.type !== 'evidence') return true;
    const bytes = this.#evidenceBytes + entry.evidence.rows.byteLength;
    if (bytes > this.evidenceCapacityBytes) return false;
    this.#evidenceBytes = bytes;
    return true;
  }

  #coalesce(entry: JournalEntry): boolean {
    if (!isUpdate(entry)) return false;
    const index = this.#last.get(entry.alert.id);
    const before = index === undefined ? undefined : this.#entries[index];
    if (index === undefined || before === undefined || !isUpdate(before)) return false;
    if (before.alert.severity !== entry.alert.severity) return false;
    this.#entries[index] = entry;
    return true;
  }
}

/** The same entries with updates coalesced. */
export function coalesced(entries: readonly JournalEntry[]): JournalEntry[] {
  const buffer = new JournalBuffer(entries.length, Infinity);
  for (const entry of entries) buffer.add(entry);
  return buffer.take();
}

function isUpdate(entry: JournalEntry): entry is AlertEntry {
  return entry.type === 'alert' && entry.kind === 'UPDATED';
}

function alertIdOf(entry: JournalEntry): string | null {
  switch (entry.type) {
    case 'alert':
      return entry.alert.id;
    case 'step':
      return entry.alertId;
    case 'evidence':
      return entry.evidence.alertId;
    case 'anomaly':
    case 'settings':
    case 'configuration':
      return null;
  }
}
