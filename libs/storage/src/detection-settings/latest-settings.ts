import { type ProfileName } from '@genesis/contracts';
import { type Database } from '../database.js';
import { type SettingsRecord } from './settings-record.js';

/** The settings that were asked for last, of one profile. */
export interface LatestSettings {
  /** Wall clock, milliseconds since the epoch. */
  readonly at: number;
  readonly overrides: SettingsRecord['overrides'];
}

/** Events that concern no single alert are few, and their index entries stand together. */
const SELECT = `SELECT payload, extract(epoch FROM at)::float8 * 1000 AS at FROM alert_events
  WHERE alert_id IS NULL AND kind = 'RECONFIGURED' AND payload::json ->> 'profile' = $1
  ORDER BY position DESC LIMIT 1`;

/** What the audit chain says was asked for last; null where nothing ever was. @throws DatabaseAwayError */
export async function readLatestSettings(
  database: Database,
  profile: ProfileName,
): Promise<LatestSettings | null> {
  const { rows } = await database.bulk((client) =>
    client.query<{ payload: string; at: number }>(SELECT, [profile]),
  );
  if (rows.length === 0) return null;
  const { overrides } = JSON.parse(rows[0].payload) as Pick<SettingsRecord, 'overrides'>;
  return { at: Math.round(rows[0].at), overrides };
}
