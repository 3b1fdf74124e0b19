import { type CollectedEvidence } from '@genesis/alerts';
import { type Database } from '../database.js';

const SELECT = `SELECT alert_id AS "alertId", symbol, from_ts AS "fromMicros", to_ts AS "toMicros",
    from_sequence AS "fromSequence", to_sequence AS "toSequence", row_count AS "rowCount", complete,
    input_hash AS "inputHash", rows
  FROM alert_evidence WHERE alert_id = $1`;

/** The input rows kept for an alert; null where none are. @throws DatabaseAwayError */
export async function readEvidence(database: Database, alertId: string): Promise<CollectedEvidence | null> {
  const { rows } = await database.bulk((client) => client.query<CollectedEvidence>(SELECT, [alertId]));
  return rows.at(0) ?? null;
}
