import { ENGINE_ACTOR, eventKey, isoMicros, KIND_OF_ACTION, type AlertEvent } from '@genesis/alerts';
import { type RecordedConfiguration } from '../detection-settings/settings-record.js';
import { canonicalJson } from '@genesis/market';
import { createHash } from 'node:crypto';
import {
  type AlertEntry,
  type AnomalyEntry,
  type EvidenceEntry,
  type JournalEntry,
  type SettingsEntry,
  type StepEntry,
} from '../write-queue/journal-entry.js';
import { workOut } from './work-out.js';

/** An entry with the event that it is to be in the chain. Anomalies and configurations are no events. */
export interface PreparedEvent {
  readonly entry: AlertEntry | StepEntry | EvidenceEntry | SettingsEntry;
  /** Null for what concerns no single alert. */
  readonly alertId: string | null;
  readonly event: AlertEvent;
}

export interface PreparedBatch {
  readonly events: readonly PreparedEvent[];
  readonly anomalies: readonly AnomalyEntry[];
  readonly configurations: readonly RecordedConfiguration[];
}

/** All that can be worked out before the database is asked. @throws RefusedEntryError */
export function prepareBatch(entries: readonly JournalEntry[]): PreparedBatch {
  const events: PreparedEvent[] = [];
  const anomalies: AnomalyEntry[] = [];
  const configurations: RecordedConfiguration[] = [];
  for (const entry of entries) {
    if (entry.type === 'anomaly') anomalies.push(entry);
    else if (entry.type === 'configuration') configurations.push(entry.configuration);
    else events.push(workOut(() => prepare(entry)));
    if (entry.type === 'settings') configurations.push(...entry.settings.configurations);
  }
  return { events, anomalies, configurations };
}

function prepare(entry: PreparedEvent['entry']): PreparedEvent {
  switch (entry.type) {
    case 'alert':
      return prepared(entry, entry.alert.id, entry.kind, ENGINE_ACTOR, alertPayload(entry));
    case 'evidence':
      return prepared(entry, entry.evidence.alertId, 'EVIDENCE', ENGINE_ACTOR, evidencePayload(entry));
    case 'step': {
      const { action, ...details } = entry.step;
      const payload = { ...details, command: entry.command };
      return prepared(entry, entry.alertId, KIND_OF_ACTION[action], entry.actor, payload);
    }
    case 'settings': {
      const { actor, ...payload } = entry.settings;
      return prepared(entry, null, 'RECONFIGURED', actor, payload);
    }
  }
}

function prepared(
  entry: PreparedEvent['entry'],
  alertId: string | null,
  kind: AlertEvent['kind'],
  actor: string,
  content: unknown,
): PreparedEvent {
  const payload = canonicalJson(content);
  const key = eventKey(alertId, kind, payload);
  return { entry, alertId, event: { alertId, kind, at: isoMicros(entry.at), actor, payload, key } };
}

/** The whole alert; once settled, what it has come to, and the hash of its document. */
function alertPayload({ kind, alert }: AlertEntry): unknown {
  if (kind !== 'SETTLED') return alert;
  const { severity, score, suppressed, escalated } = alert;
  const document = createHash('sha256').update(JSON.stringify(alert)).digest('hex');
  return { severity, score, suppressed, escalated, document };
}

/** All but the rows themselves, which `input_hash` stands for. */
function evidencePayload({ evidence }: EvidenceEntry): unknown {
  return {
    symbol: evidence.symbol,
    from_micros: evidence.fromMicros,
    to_micros: evidence.toMicros,
    from_sequence: evidence.fromSequence,
    to_sequence: evidence.toSequence,
    row_count: evidence.rowCount,
    complete: evidence.complete,
    input_hash: evidence.inputHash,
  };
}
