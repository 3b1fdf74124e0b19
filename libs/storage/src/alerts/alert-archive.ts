import { type ChainLink } from '@genesis/alerts';
import {
  type AlertLifecycle,
  type AlertMessage,
  type AlertStatus,
  type Severity,
  type SignalType,
} from '@genesis/contracts';
import { microsFromSeconds } from '@genesis/market';
import { type Database } from '../database.js';
import { timestampFromMicros } from '../timestamps.js';
import { LINK_COLUMNS } from './chain-reader.js';

export interface ArchivedAlert {
  readonly alert: AlertMessage;
  readonly lifecycle: AlertLifecycle;
}

export interface ArchiveFilter {
  readonly symbol?: string | undefined;
  readonly type?: SignalType | undefined;
  readonly severity?: Severity | undefined;
  readonly status?: AlertStatus | undefined;
  readonly assignee?: string | undefined;
  /** Epoch seconds, both ends included. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** A place in the order of alerts, (ts, id): a page ends before it. */
export interface ArchivePlace {
  readonly tsMicros: number;
  readonly id: string;
}

interface Row extends AlertLifecycle {
  readonly id: string;
  readonly document: string;
}

const COLUMNS = 'id, document, status, assignee, close_reason';

/** Questions about the alerts in the database. */
export class AlertArchive {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<ArchivedAlert | null> {
    const rows = await this.#query<Row>(`SELECT ${COLUMNS} FROM alerts WHERE id = $1`, [id]);
    return rows.length === 0 ? null : archived(rows[0]);
  }

  /** How alerts stand; those that are not there are left out. */
  async lifecycles(ids: readonly string[]): Promise<Map<string, AlertLifecycle>> {
    const rows = await this.#query<Row>(
      `SELECT id, status, assignee, close_reason FROM alerts WHERE id = ANY ($1::text[])`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, lifecycleOf(row)]));
  }

  /** The newest `limit` alerts before a place that pass the filter, newest first, without those of `except`. */
  async page(
    filter: ArchiveFilter,
    before: ArchivePlace | null,
    except: readonly string[],
    limit: number,
  ): Promise<ArchivedAlert[]> {
    const { conditions, values } = conditionsOf(filter, before, except);
    const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
    const rows = await this.#query<Row>(
      `SELECT ${COLUMNS} FROM alerts ${where} ORDER BY ts DESC, id DESC LIMIT ${limit}`,
      values,
    );
    return rows.map(archived);
  }

  /** What happened to an alert, oldest first; of very many the newest `limit`. */
  async events(alertId: string, limit: number): Promise<ChainLink[]> {
    const links = await this.#query<ChainLink>(
      `SELECT ${LINK_COLUMNS} FROM alert_events WHERE alert_id = $1 ORDER BY position DESC LIMIT ${limit}`,
      [alertId],
    );
    return links.reverse();
  }

  #query<R extends object>(text: string, values: readonly unknown[]): Promise<R[]> {
    return this.database.bulk(async (client) => (await client.query<R>(text, [...values])).rows);
  }
}

function conditionsOf(
  { symbol, type, severity, status, assignee, from, to }: ArchiveFilter,
  before: ArchivePlace | null,
  except: readonly string[],
): { conditions: string[]; values: unknown[] } {
  const conditions: string[] = [];
  const values: unknown[] = [];
  const add = (condition: string, ...given: unknown[]): void => {
    if (given.includes(undefined)) return;
    conditions.push(condition.replaceAll('?', () => `$${values.push(given.shift())}`));
  };
  add('symbol = ?', symbol);
  add('type = ?', type);
  add('severity = ?', severity);
  add('status = ?', status);
  add('assignee = ?', assignee);
  add('ts >= ?::timestamp', from === undefined ? undefined : timestampOf(from));
  add('ts <= ?::timestamp', to === undefined ? undefined : timestampOf(to));
  if (before !== null) add('(ts, id) < (?::timestamp, ?)', timestampFromMicros(before.tsMicros), before.id);
  if (except.length > 0) add('id <> ALL (?::text[])', except);
  return { conditions, values };
}

/** The years that both PostgreSQL and JavaScript know; what is beyond passes none or all, as it should. */
function timestampOf(seconds: number): string {
  return timestampFromMicros(Math.min(microsFromSeconds(seconds), LAST_MICROS));
}

const LAST_MICROS = Date.UTC(9999, 11, 31) * 1000;

function archived(row: Row): ArchivedAlert {
  return { alert: JSON.parse(row.document) as AlertMessage, lifecycle: lifecycleOf(row) };
}

function lifecycleOf({ status, assignee, close_reason }: AlertLifecycle): AlertLifecycle {
  return { status, assignee, close_reason };
}
