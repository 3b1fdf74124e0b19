import { type BrokenLink, type ChainLink, ChainVerifier } from '@genesis/alerts';
import { type Database, readLinks } from '@genesis/storage';

interface StoredAlert {
  readonly document: string;
  readonly raised_document: string;
  readonly settled: boolean;
  readonly deduplicated: number;
  readonly cool_down: number;
}

/** Everything in a database that a pass over the data leads to. */
export interface StoredRecord {
  /** Rows of the tables that hold the data. */
  readonly data: { readonly rows: number; readonly trades: number; readonly loads: number };
  /** By alert id. */
  readonly alerts: Record<string, StoredAlert>;
  readonly assignees: Record<string, string | null>;
  /** By alert id: the windows and the hashes of their rows, computed anew from the bytes. */
  readonly evidence: Record<string, object>;
  readonly anomalies: Record<string, string>;
  readonly events: readonly ChainLink[];
  readonly broken: BrokenLink | null;
}

export const NO_DIFFERENCES = { missing: [], unexpected: [], changed: [] };

/** How rows by id differ from those that are expected. */
export function differences(
  rows: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): Record<keyof typeof NO_DIFFERENCES, unknown[]> {
  const isSame = (id: string): boolean => JSON.stringify(rows[id]) === JSON.stringify(expected[id]);
  return {
    missing: Object.keys(expected).filter((id) => !(id in rows)),
    unexpected: Object.keys(rows).filter((id) => !(id in expected)),
    changed: Object.keys(expected)
      .filter((id) => id in rows && !isSame(id))
      .map((id) => ({ id, expected: expected[id], is: rows[id] })),
  };
}

export async function readRecord(database: Database): Promise<StoredRecord> {
  const byId = async <T>(statement: string): Promise<Record<string, T>> => {
    const rows = await database.dataSource.query<{ id: string; value: T }[]>(statement);
    return Object.fromEntries(rows.map(({ id, value }) => [id, value]));
  };
  const [{ data }] = await database.dataSource.query<[Pick<StoredRecord, 'data'>]>(DATA);
  return {
    data,
    alerts: await byId(ALERTS),
    assignees: await byId('SELECT id, assignee AS value FROM alerts'),
    evidence: await byId(EVIDENCE),
    anomalies: await byId('SELECT id, document AS value FROM anomalies'),
    ...(await readChain(database)),
  };
}

const DATA = `SELECT json_build_object('rows', (SELECT count(*) FROM l2_orderbook),
  'trades', (SELECT count(*) FROM l2_trades), 'loads', (SELECT count(*) FROM loads)) AS data`;
const ALERTS = `SELECT id, json_build_object('document', document, 'raised_document', raised_document,
  'settled', settled, 'deduplicated', deduplicated, 'cool_down', cool_down) AS value FROM alerts`;
const EVIDENCE = `SELECT alert_id AS id, json_build_object('from_ts', from_ts, 'to_ts', to_ts,
  'from', from_sequence, 'to', to_sequence, 'rows', row_count, 'complete', complete, 'input_hash', input_hash,
  'content', encode(sha256(rows), 'hex')) AS value FROM alert_evidence`;

async function readChain(database: Database): Promise<Pick<StoredRecord, 'events' | 'broken'>> {
  const events: ChainLink[] = [];
  const verifier = new ChainVerifier();
  for await (const links of readLinks(database)) {
    for (const link of links) verifier.add(link);
    events.push(...links);
  }
  return { events, broken: verifier.finish() };
}
