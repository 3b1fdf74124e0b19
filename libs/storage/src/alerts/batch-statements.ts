import { GENESIS_HASH, type ChainHead, type ChainLink } from '@genesis/alerts';
import { type AlertLifecycle, type AlertMessage } from '@genesis/contracts';
import { microsFromSeconds } from '@genesis/market';
import { type PoolClient } from 'pg';
import { timestampFromMicros } from '../timestamps.js';
import { type AnomalyEntry, type EvidenceEntry } from '../write-queue/journal-entry.js';
import { type StoredAlert } from './stored-alert.js';
import { workOut } from './work-out.js';

/** The newest link of the chain. */
export async function readHead(client: PoolClient): Promise<ChainHead> {
  const { rows } = await client.query<ChainHead>(
    'SELECT position, hash FROM alert_events ORDER BY position DESC LIMIT 1',
  );
  return rows[0] ?? { position: 0, hash: GENESIS_HASH };
}

export async function readKnownKeys(client: PoolClient, keys: readonly string[]): Promise<Set<string>> {
  const { rows } = await client.query<{ key: string }>(
    'SELECT key FROM alert_events WHERE key = ANY ($1::text[])',
    [keys],
  );
  return new Set(rows.map(({ key }) => key));
}

interface AlertRow extends AlertLifecycle {
  readonly id: string;
  readonly document: string;
  readonly raised_document: string;
  readonly settled: boolean;
}

export async function readAlerts(
  client: PoolClient,
  ids: readonly string[],
): Promise<Map<string, StoredAlert>> {
  const { rows } = await client.query<AlertRow>(
    `SELECT id, document, raised_document, settled, status, assignee, close_reason
     FROM alerts WHERE id = ANY ($1::text[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, storedAlert(row)]));
}

function storedAlert(row: AlertRow): StoredAlert {
  const { document, raised_document: raisedDocument, settled, status, assignee, close_reason } = row;
  const lifecycle = { status, assignee, close_reason };
  return { alert: JSON.parse(document) as AlertMessage, raisedDocument, settled, lifecycle };
}

export async function insertLinks(client: PoolClient, links: readonly ChainLink[]): Promise<void> {
  if (links.length === 0) return;
  const column = (name: keyof ChainLink): unknown[] => links.map((link) => link[name]);
  await client.query(
    `INSERT INTO alert_events (position, alert_id, kind, at, actor, payload, key, previous_hash, hash)
     SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::timestamptz[], $5::text[], $6::text[],
       $7::text[], $8::text[], $9::text[])`,
    [
      column('position'),
      column('alertId'),
      column('kind'),
      column('at'),
      column('actor'),
      column('payload'),
      column('key'),
      column('previousHash'),
      column('hash'),
    ],
  );
}

const ALERT_COLUMNS = `id text, symbol text, type text, side text, severity text, base_severity text, profile text,
  score double precision, ts timestamp, event_ts timestamp, sequence bigint, price double precision, fingerprint text,
  escalated boolean, deduplicated integer, cool_down integer, settled boolean, status text, assignee text,
  close_reason text, document text, raised_document text`;
/** The columns of `alerts` that say something of an alert. */
export const ALERT_NAMES = ALERT_COLUMNS.split(',').map((column) => column.trim().split(' ', 1)[0]);
const UPSERT_ALERTS = `INSERT INTO alerts (${ALERT_NAMES.join(', ')})
  SELECT ${ALERT_NAMES.join(', ')} FROM json_to_recordset($1::json) AS row (${ALERT_COLUMNS})
  ON CONFLICT (id) DO UPDATE SET
    ${ALERT_NAMES.slice(1)
      .map((name) => `${name} = excluded.${name}`)
      .join(', ')}, updated_at = now()`;

export async function upsertAlerts(client: PoolClient, alerts: Iterable<StoredAlert>): Promise<void> {
  const rows = [...alerts];
  if (rows.length === 0) return;
  await client.query(UPSERT_ALERTS, [workOut(() => JSON.stringify(rows.map(alertRow)))]);
}

/** The row of an alert by name of column; stamps as text. */
export function alertRow({ alert, raisedDocument, settled, lifecycle }: StoredAlert): object {
  const { id, symbol, type, side, severity, base_severity, score, sequence, price, fingerprint } = alert;
  return {
    ...{ id, symbol, type, side, severity, base_severity, score, sequence, price, fingerprint },
    profile: alert.evidence.profile,
    ts: timestampFromMicros(microsFromSeconds(alert.timestamp)),
    event_ts: timestampFromMicros(microsFromSeconds(alert.event_time)),
    escalated: alert.escalated,
    deduplicated: alert.suppressed.deduplicated,
    cool_down: alert.suppressed.cool_down,
    settled,
    ...lifecycle,
    document: JSON.stringify(alert),
    raised_document: raisedDocument,
  };
}

/** The newest window of an alert; one that is whole is not given up for one that is not. */
export async function upsertEvidence(client: PoolClient, { evidence }: EvidenceEntry): Promise<void> {
  await client.query(
    `INSERT INTO alert_evidence AS kept
       (alert_id, symbol, from_ts, to_ts, from_sequence, to_sequence, row_count, complete, input_hash, rows)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (alert_id) DO UPDATE SET symbol = excluded.symbol, from_ts = excluded.from_ts,
       to_ts = excluded.to_ts, from_sequence = excluded.from_sequence, to_sequence = excluded.to_sequence,
       row_count = excluded.row_count, complete = excluded.complete, input_hash = excluded.input_hash,
       rows = excluded.rows
     WHERE excluded.complete OR NOT kept.complete`,
    workOut(() => evidenceRow(evidence)),
  );
}

function evidenceRow(evidence: EvidenceEntry['evidence']): unknown[] {
  return [
    evidence.alertId,
    evidence.symbol,
    timestampFromMicros(evidence.fromMicros),
    timestampFromMicros(evidence.toMicros),
    evidence.fromSequence,
    evidence.toSequence,
    evidence.rowCount,
    evidence.complete,
    evidence.inputHash,
    Buffer.from(evidence.rows),
  ];
}

export async function insertAnomalies(client: PoolClient, entries: readonly AnomalyEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await client.query(
    `INSERT INTO anomalies (id, ts, symbol, level, code, severity, document)
     SELECT id, ts, symbol, level, code, severity, document FROM json_to_recordset($1::json)
       AS row (id text, ts timestamp, symbol text, level smallint, code text, severity text, document text)
     ON CONFLICT (id) DO NOTHING`,
    [workOut(() => JSON.stringify(entries.map(anomalyRow)))],
  );
}

function anomalyRow({ anomaly }: AnomalyEntry): object {
  const { timestamp } = anomaly;
  const ts = timestamp === null ? null : timestampFromMicros(microsFromSeconds(timestamp));
  return { ...anomaly, ts, document: JSON.stringify(anomaly) };
}
