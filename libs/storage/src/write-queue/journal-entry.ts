import { type CollectedEvidence, type LifecycleStep } from '@genesis/alerts';
import { type AlertMessage, type AnomalyMessage } from '@genesis/contracts';
import { type RecordedConfiguration, type SettingsRecord } from '../detection-settings/settings-record.js';

interface Entry {
  /** Wall clock, milliseconds since the epoch. */
  readonly at: number;
}

/** What the engine says about an alert. `UPDATED` may be coalesced (see `JournalBuffer`), the others never are. */
export interface AlertEntry extends Entry {
  readonly type: 'alert';
  readonly kind: 'RAISED' | 'UPDATED' | 'SETTLED';
  readonly alert: AlertMessage;
}

/** What an analyst did. */
export interface StepEntry extends Entry {
  readonly type: 'step';
  readonly alertId: string;
  readonly symbol: string;
  readonly actor: string;
  /** Tells this step from another one that says the same. */
  readonly command: string;
  readonly step: LifecycleStep;
}

export interface AnomalyEntry extends Entry {
  readonly type: 'anomaly';
  readonly anomaly: AnomalyMessage;
}

export interface EvidenceEntry extends Entry {
  readonly type: 'evidence';
  readonly evidence: CollectedEvidence;
}

/** Somebody changed settings of detectors. */
export interface SettingsEntry extends Entry {
  readonly type: 'settings';
  readonly settings: SettingsRecord;
}

/** Settings that alerts name from now on by their configuration. */
export interface ConfigurationEntry extends Entry {
  readonly type: 'configuration';
  readonly configuration: RecordedConfiguration;
}

/** Something to be kept, in the order in which it happened. */
export type JournalEntry =
  AlertEntry | StepEntry | AnomalyEntry | EvidenceEntry | SettingsEntry | ConfigurationEntry;

const TYPES: readonly JournalEntry['type'][] = [
  'alert',
  'step',
  'anomaly',
  'evidence',
  'settings',
  'configuration',
];
/** Characters that say what a strange entry is. */
const SHOWN = 80;

/** Bytes of the rows that entries carry: by far the most of what they take in memory. */
export function evidenceBytes(entries: readonly JournalEntry[]): number {
  let bytes = 0;
  for (const entry of entries) if (entry.type === 'evidence') bytes += entry.evidence.rows.byteLength;
  return bytes;
}

/** An entry as one line of JSON; rows of evidence as base64. */
export function entryText(entry: JournalEntry): string {
  if (entry.type !== 'evidence') return JSON.stringify(entry);
  const { evidence } = entry;
  const rows = Buffer.from(evidence.rows).toString('base64');
  return JSON.stringify({ ...entry, evidence: { ...evidence, rows } });
}

/**
 * The entry that `entryText` wrote. The checksum of its line has shown that it is whole, not which version wrote it.
 * @throws TypeError for what is no entry, SyntaxError for what is no JSON
 */
export function entryFromText(text: string): JournalEntry {
  const entry: unknown = JSON.parse(text);
  if (!isEntry(entry))
    throw new TypeError(`an entry is ${text.slice(0, SHOWN)}, allowed: ${TYPES.join(', ')}`);
  if (entry.type !== 'evidence') return entry;
  const { evidence } = entry;
  return {
    ...entry,
    evidence: { ...evidence, rows: Buffer.from(evidence.rows as unknown as string, 'base64') },
  };
}

/** Each carries its content under the name of its type. */
function isEntry(value: unknown): value is JournalEntry {
  const { type, at, ...content } = (value ?? {}) as Partial<Record<string, unknown>>;
  if (typeof at !== 'number' || !TYPES.some((known) => known === type)) return false;
  return typeof content[String(type)] === 'object' && content[String(type)] !== null;
}
