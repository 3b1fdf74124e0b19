import { NEW_LIFECYCLE } from '@genesis/alerts';
import { type AlertEventKind, type AlertMessage } from '@genesis/contracts';
import { type PoolClient } from 'pg';
import { type Database } from '../database.js';
import { timestampFromMicros } from '../timestamps.js';
import { ALERT_NAMES, alertRow } from './batch-statements.js';
import { readLifecycles } from './chain-lifecycles.js';
import { ToldAlert } from './told-alert.js';

/** An alert whose row is not what the chain tells of it. */
export interface StrayAlert {
  readonly id: string;
  readonly defect: string;
}

export interface AlertsCheck {
  /** Rows that are as the chain tells. */
  readonly alerts: number;
  /** The first one that is not; null where all are. */
  readonly stray: StrayAlert | null;
}

const PAGE = 500;
const OF_ENGINE = `kind IN ('RAISED', 'UPDATED', 'SETTLED')`;
const ROWS = `SELECT ${ALERT_NAMES.join(', ')} FROM alerts WHERE id > $1 ORDER BY id LIMIT ${PAGE}`;
const EVENTS = `SELECT alert_id AS id, kind, payload FROM alert_events
  WHERE alert_id = ANY ($1::text[]) AND ${OF_ENGINE}`;
const WITHOUT_ROW = `SELECT alert_id AS id FROM alert_events
  WHERE ${OF_ENGINE} AND NOT EXISTS (SELECT FROM alerts WHERE alerts.id = alert_id) ORDER BY position LIMIT 1`;

/** The columns of a row as the database gives them. */
interface Row {
  readonly id: string;
  readonly document: string;
  readonly raised_document: string;
  readonly settled: boolean;
  readonly ts: number;
  readonly event_ts: number;
}

/**
 * Compares the row of every alert with the chain's events, which are what counts: its documents have to be among those
 * that the engine told, its columns those of its documents, and it has to stand as its steps say. The chain itself is
 * taken for whole. Ends early when `signal` is aborted.
 * @throws DatabaseAwayError
 */
export async function checkAlerts(database: Database, signal: AbortSignal): Promise<AlertsCheck> {
  let alerts = 0;
  let after = '';
  while (!signal.aborted) {
    const page = await database.bulk((client) => readPage(client, after));
    for (const { row, defect } of page) {
      if (defect !== null) return { alerts, stray: { id: row.id, defect } };
      alerts++;
      after = row.id;
    }
    if (page.length < PAGE) return { alerts, stray: await findMissing(database) };
  }
  return { alerts, stray: null };
}

/** Rows and events of the same moment: the service may be writing. */
async function readPage(
  client: PoolClient,
  after: string,
): Promise<{ readonly row: Row; readonly defect: string | null }[]> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const { rows } = await client.query<Row>(ROWS, [after]);
  const ids = rows.map(({ id }) => id);
  const told = await readTold(client, ids);
  const lifecycles = await readLifecycles(client, ids);
  await client.query('COMMIT');
  return rows.map((row) => {
    const lifecycle = lifecycles.get(row.id) ?? NEW_LIFECYCLE;
    return { row, defect: defectOf(row, told.get(row.id) ?? new ToldAlert(), lifecycle) };
  });
}

async function readTold(client: PoolClient, ids: readonly string[]): Promise<Map<string, ToldAlert>> {
  const told = new Map<string, ToldAlert>();
  const { rows } = await client.query<{ id: string; kind: AlertEventKind; payload: string }>(EVENTS, [ids]);
  for (const { id, kind, payload } of rows) {
    const alert = told.get(id) ?? new ToldAlert();
    told.set(id, alert);
    alert.add(kind, payload);
  }
  return told;
}

/** What is wrong with a row, null where nothing is. */
function defectOf(row: Row, told: ToldAlert, lifecycle: typeof NEW_LIFECYCLE): string | null {
  for (const column of ['raised_document', 'document'] as const)
    if (!told.has(row[column])) return `its ${column} is none that the chain has`;
  if (row.settled && !told.settled) return 'it is settled, and the chain has not settled it';
  const { document, raised_document: raisedDocument, settled } = row;
  const alert = JSON.parse(document) as AlertMessage;
  const expected: [string, unknown][] = Object.entries(
    alertRow({ alert, raisedDocument, settled, lifecycle }),
  );
  const [ts, eventTs] = [row.ts, row.event_ts].map(timestampFromMicros);
  const actual: Readonly<Record<string, unknown>> = { ...row, ts, event_ts: eventTs };
  const wrong = expected.find(([column, value]) => actual[column] !== value);
  if (wrong === undefined) return null;
  const [column, value] = wrong;
  return `its ${column} is ${JSON.stringify(actual[column])}, and by the chain ${JSON.stringify(value)}`;
}

async function findMissing(database: Database): Promise<StrayAlert | null> {
  const { rows } = await database.bulk((client) => client.query<{ id: string }>(WITHOUT_ROW));
  return rows.length === 0 ? null : { id: rows[0].id, defect: 'it is in the chain and has no row' };
}
