import { type ProfileName } from '@genesis/contracts';
import { createProfile, type SettingOverrides } from '@genesis/detection';
import { type Verification, verifyAlerts } from '@genesis/pipeline';
import { alertDocuments, DatabaseSource, type Database, readConfigurations } from '@genesis/storage';

/** Alerts read and replayed together: some 20 MB of documents. */
const ALERTS_AT_ONCE = 5_000;
/** Full pages: nobody waits for the first row. */
const BATCH_ROWS = 8_192;

/**
 * Verifies alerts against the rows of the database that they are stored in, in the order given.
 *
 * @param signal aborted: alerts that are not judged yet are left out
 */
export async function verifyStored(
  database: Database,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<Verification[]> {
  const known = await knownSettings(database);
  const verifications: Verification[] = [];
  for (let from = 0; from < ids.length && !signal.aborted; from += ALERTS_AT_ONCE) {
    verifications.push(
      ...(await verifySome(database, ids.slice(from, from + ALERTS_AT_ONCE), known, signal)),
    );
  }
  return verifications;
}

async function verifySome(
  database: Database,
  ids: readonly string[],
  known: KnownSettings,
  signal: AbortSignal,
): Promise<Verification[]> {
  const stored = await alertDocuments(database, ids);
  const verified = await verifyAlerts([...stored.values()], {
    openSource: (symbol) => new DatabaseSource(database, { symbols: [symbol], batchRows: BATCH_ROWS }),
    profileOf: createProfile,
    overridesOf: (profile, configuration) => known.get(keyOf(profile, configuration)),
    signal,
  });
  const byId = new Map(verified.map((verification) => [verification.id, verification]));
  return ids.flatMap((id) => byId.get(id) ?? (stored.has(id) ? [] : notStored(id)));
}

function notStored(id: string): Verification {
  return { id, verdict: 'NOT_STORED', reason: 'the database has no alert of this id', differences: [] };
}

type KnownSettings = ReadonlyMap<string, SettingOverrides>;

/** What configurations change of their profiles, as the service noted it. */
async function knownSettings(database: Database): Promise<KnownSettings> {
  const stored = await readConfigurations(database);
  return new Map(
    stored.map(({ profile, configuration, overrides }) => [keyOf(profile, configuration), overrides]),
  );
}

function keyOf(profile: ProfileName, configuration: string): string {
  return `${profile} ${configuration}`;
}
