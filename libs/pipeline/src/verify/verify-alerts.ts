import { ENGINE_VERSION } from '@genesis/contracts';
import { type SnapshotSource } from '@genesis/ingest';
import { InterruptibleSource } from './interruptible-source.js';
import { readClaims, type Claim } from './claim.js';
import { groupClaims, type ClaimGroup } from './claim-group.js';
import { GroupReplay } from './group-replay.js';
import { settingsHistory, type SettingsSource } from './settings-history.js';
import { type StoredAlert } from './stored-alert.js';
import { type Verification } from './verification.js';

/** What alerts are verified against. */
export interface VerifyContext extends SettingsSource {
  /** The rows of one symbol and no other; closed when they are read. */
  readonly openSource: (symbol: string) => SnapshotSource;
  /** Aborted: alerts that are not judged yet are left out. */
  readonly signal?: AbortSignal;
}

/**
 * Makes stored alerts again from the rows that they were raised from, and says of each whether it comes out byte for
 * byte. One replay serves all alerts whose state began with the same row. In the order given.
 * @throws what a source throws
 */
export async function verifyAlerts(
  alerts: readonly StoredAlert[],
  context: VerifyContext,
): Promise<Verification[]> {
  const outcomes = new Map<Claim, Verification>();
  const byAlert = alerts.map((stored) => ({ stored, claims: readClaims(stored) }));
  const read = byAlert.flatMap(({ claims }) => (typeof claims === 'string' ? [] : claims));
  const ours = read.filter((claim) => {
    const foreign = foreignTo(claim, context);
    if (foreign !== null) outcomes.set(claim, foreign);
    return foreign === null;
  });
  for (const group of groupClaims(ours)) {
    if (context.signal?.aborted === true) break;
    await verifyGroup(group, context, outcomes);
  }
  return byAlert.flatMap(({ stored, claims }) => {
    if (typeof claims === 'string') return [unreadable(stored, claims)];
    return claims.every((claim) => outcomes.has(claim)) ? [gravest(claims, outcomes)] : [];
  });
}

async function verifyGroup(
  group: ClaimGroup,
  context: VerifyContext,
  outcomes: Map<Claim, Verification>,
): Promise<void> {
  const settings = settingsHistory(group.evidence, context);
  // Claims whose settings nobody knows are answered already.
  if (typeof settings === 'string') return;
  const { openSource, signal } = context;
  const opened = openSource(group.symbol);
  const source = signal === undefined ? opened : new InterruptibleSource(opened, signal);
  try {
    const replay = new GroupReplay(group, source, settings);
    for (const [claim, outcome] of await replay.run()) outcomes.set(claim, outcome);
  } catch (error) {
    // Half a replay says nothing.
    if (error !== signal?.reason || signal?.aborted !== true) throw error;
  } finally {
    await source.close();
  }
}

/** A claim that this program, set up as it is, cannot make come true; else null. */
function foreignTo({ stored, alert }: Claim, context: VerifyContext): Verification | null {
  const { engine, profile } = alert.evidence;
  const { id } = stored;
  if (engine !== ENGINE_VERSION) {
    const reason = `raised by version ${engine} of the engine; this is ${ENGINE_VERSION}`;
    return { id, verdict: 'OTHER_ENGINE', reason, differences: [] };
  }
  const settings = settingsHistory(alert.evidence, context);
  if (typeof settings !== 'string') return null;
  const ours = context.profileOf(profile).configuration;
  const reason =
    `raised with configuration ${settings} of profile ${profile}; this program's own is ${ours}, and what the other ` +
    'changes is not known: verify it with the settings, or the build, that raised it';
  return { id, verdict: 'OTHER_CONFIGURATION', reason, differences: [] };
}

function unreadable({ id }: StoredAlert, problem: string): Verification {
  return { id, verdict: 'DIFFERENT', reason: problem, differences: [] };
}

/** SAME where both forms are; else what is said of the first that is not. */
function gravest(claims: readonly Claim[], outcomes: ReadonlyMap<Claim, Verification>): Verification {
  const all = claims.flatMap((claim) => outcomes.get(claim) ?? []);
  return all.find(({ verdict }) => verdict !== 'SAME') ?? all[0];
}
