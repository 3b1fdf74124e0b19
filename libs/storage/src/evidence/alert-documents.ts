import { type Database } from '../database.js';

/** An alert as its row has it, with what `alert_evidence` says of its window. */
export interface AlertDocuments {
  readonly id: string;
  readonly raisedDocument: string;
  readonly document: string;
  readonly window: {
    readonly fromSequence: number;
    readonly toSequence: number;
    readonly complete: boolean;
    readonly inputHash: string;
  } | null;
}

const SELECT_IDS = 'SELECT id FROM alerts ORDER BY symbol, ts, id';
const SELECT_DOCUMENTS = `SELECT alerts.id, document, raised_document, from_sequence, to_sequence, complete, input_hash
  FROM alerts LEFT JOIN alert_evidence ON alert_id = alerts.id WHERE alerts.id = ANY ($1::text[])`;

interface DocumentsRow {
  readonly id: string;
  readonly document: string;
  readonly raised_document: string;
  readonly from_sequence: number | null;
  readonly to_sequence: number | null;
  readonly complete: boolean | null;
  readonly input_hash: string | null;
}

/** Ids of all alerts, by symbol and time. @throws DatabaseAwayError */
export async function alertIds(database: Database): Promise<string[]> {
  const { rows } = await database.bulk((client) => client.query<{ id: string }>(SELECT_IDS));
  return rows.map(({ id }) => id);
}

/** By id; an id without an alert is left out. @throws DatabaseAwayError */
export async function alertDocuments(
  database: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AlertDocuments>> {
  const { rows } = await database.bulk((client) => client.query<DocumentsRow>(SELECT_DOCUMENTS, [ids]));
  return new Map(rows.map((row) => [row.id, documentsOf(row)]));
}

function documentsOf(row: DocumentsRow): AlertDocuments {
  const { id, document, raised_document: raisedDocument } = row;
  const { from_sequence: fromSequence, to_sequence: toSequence, complete, input_hash: inputHash } = row;
  const kept = fromSequence !== null && toSequence !== null && complete !== null && inputHash !== null;
  const window = kept ? { fromSequence, toSequence, complete, inputHash } : null;
  return { id, document, raisedDocument, window };
}
