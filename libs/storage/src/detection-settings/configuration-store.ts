import { type SettingOverrides } from '@genesis/detection';
import { canonicalJson } from '@genesis/market';
import { type PoolClient } from 'pg';
import { workOut } from '../alerts/work-out.js';
import { type Database } from '../database.js';
import { type RecordedConfiguration } from './settings-record.js';

const INSERT = `INSERT INTO detection_configurations (profile, configuration, engine, overrides)
  SELECT profile, configuration, engine, overrides FROM json_to_recordset($1::json)
    AS row (profile text, configuration text, engine text, overrides text)
  ON CONFLICT (profile, configuration) DO NOTHING`;

/** A configuration never means anything else: what is known stays. */
export async function insertConfigurations(
  client: PoolClient,
  configurations: readonly RecordedConfiguration[],
): Promise<void> {
  if (configurations.length === 0) return;
  await client.query(INSERT, [workOut(() => JSON.stringify(configurations.map(rowOf)))]);
}

function rowOf({ overrides, ...names }: RecordedConfiguration): object {
  return { ...names, overrides: canonicalJson(overrides) };
}

/** Every configuration that alerts may name beside the profiles' own. @throws DatabaseAwayError */
export async function readConfigurations(database: Database): Promise<RecordedConfiguration[]> {
  const { rows } = await database.bulk((client) =>
    client.query<Omit<RecordedConfiguration, 'overrides'> & { readonly overrides: string }>(
      'SELECT profile, configuration, engine, overrides FROM detection_configurations ORDER BY first_seen_at, configuration',
    ),
  );
  return rows.map((row) => ({ ...row, overrides: JSON.parse(row.overrides) as SettingOverrides }));
}
