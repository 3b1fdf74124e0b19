import { type AlertLifecycle } from '@genesis/contracts';
import { type PoolClient } from 'pg';
import { StallGuard } from '../copy/stall-guard.js';
import { type Database } from '../database.js';
import { insertConfigurations } from '../detection-settings/configuration-store.js';
import { type JournalEntry } from '../write-queue/journal-entry.js';
import { RefusedEntryError, type JournalTarget, type WriteReceipt } from '../write-queue/journal-target.js';
import {
  insertAnomalies,
  insertLinks,
  readAlerts,
  readHead,
  readKnownKeys,
  upsertAlerts,
  upsertEvidence,
} from './batch-statements.js';
import { readLifecycles } from './chain-lifecycles.js';
import { BatchFold } from './fold-batch.js';
import { prepareBatch, type PreparedBatch } from './prepared-entry.js';
import { workOut } from './work-out.js';

/** Number of the advisory lock that makes writers of the chain follow one another, whatever their process. */
const CHAIN_LOCK = 7_318_295;

/** SQLSTATE classes that say: these data can never be stored (22 data exception, 23 constraint, 54 beyond a limit). */
const REFUSALS = /^(?:2[23]|54)/;

/** Writes batches of the journal, each in one transaction. */
export class AlertStore implements JournalTarget {
  constructor(
    private readonly database: Database,
    /** How long the server may be silent before its connection is cut, so that a frozen one holds nothing up. */
    private readonly stallMs: number,
  ) {}

  async write(entries: readonly JournalEntry[]): Promise<WriteReceipt> {
    const batch = prepareBatch(entries);
    try {
      return await this.database.bulk((client) =>
        new StallGuard(client, this.stallMs).during(() => writeBatch(client, batch)),
      );
    } catch (error) {
      const { code = '', message } = error as { code?: string; message: string };
      if (REFUSALS.test(code)) throw new RefusedEntryError(message, { cause: error });
      throw error;
    }
  }
}

async function writeBatch(
  client: PoolClient,
  { events, anomalies, configurations }: PreparedBatch,
): Promise<WriteReceipt> {
  await client.query('BEGIN');
  const fold = events.length === 0 ? null : await foldBatch(client, events);
  if (fold !== null) {
    await insertLinks(client, fold.links);
    await upsertAlerts(client, fold.changed.values());
    for (const evidence of fold.evidence.values()) await upsertEvidence(client, evidence);
  }
  await insertAnomalies(client, anomalies);
  await insertConfigurations(client, configurations);
  await client.query('COMMIT');
  const lifecycles = new Map<string, AlertLifecycle>();
  for (const alertId of alertIdsOf(events))
    if (fold !== null) lifecycles.set(alertId, fold.lifecycleOf(alertId));
  return { steps: fold?.steps ?? [], lifecycles, newEvents: fold?.links.length ?? 0 };
}

async function foldBatch(client: PoolClient, events: PreparedBatch['events']): Promise<BatchFold> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [CHAIN_LOCK]);
  const ids = alertIdsOf(events);
  const alerts = await readAlerts(client, ids);
  const rowless = ids.filter((id) => !alerts.has(id));
  const fold = new BatchFold({
    head: await readHead(client),
    knownKeys: await readKnownKeys(
      client,
      events.map(({ event }) => event.key),
    ),
    alerts,
    lifecycles: await readLifecycles(client, rowless),
  });
  workOut(() => events.forEach((event) => fold.add(event)));
  return fold;
}

function alertIdsOf(events: PreparedBatch['events']): string[] {
  return [...new Set(events.flatMap(({ alertId }) => alertId ?? []))];
}
