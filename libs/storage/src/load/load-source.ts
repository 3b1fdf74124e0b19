import { setImmediate as nextTurn } from 'node:timers/promises';
import { type SourceDescription } from '@genesis/ingest';
import { type PoolClient } from 'pg';
import { type Database } from '../database.js';
import { attachLoadTable, createLoadTable, type LoadExtent } from '../load-table.js';
import { LoadRefusedError } from './load-refused.error.js';
import {
  type LoadOutcome,
  type LoadReport,
  type LoadedSymbol,
  type LoadRequest,
  type ReplacedRows,
} from './load-request.js';
import { claimContent, findEarlier, lockLoads, nextLoadId, noteLoad } from './load-notes.js';
import { describedSpans, notedLoads, refuseTaken, refuseTakenSince, undescribed } from './overlap.js';
import { dropEmptied, replaceOthers } from './replace-others.js';
import { RowLoader } from './row-loader.js';

/** Ends a transaction that is not to be kept. */
class Interrupted extends Error {}

/**
 * Loads a source into `l2_orderbook` and `l2_trades` in one transaction: all of it or nothing, whatever happens. The
 * same content is loaded once; two at the same time cannot both get in.
 * @throws UnusableInputError from the source
 * @throws LoadRefusedError where the table holds rows in its place, or none of its rows can be used
 * @throws DatabaseAwayError
 */
export async function loadSource(database: Database, request: LoadRequest): Promise<LoadOutcome> {
  const description = await request.source.describe();
  try {
    const outcome = await database.bulk((client) => new Load(client, request, description).run());
    if (outcome.kind === 'loaded') database.copied.rowsIn += outcome.rows + outcome.trades;
    return outcome;
  } catch (error) {
    if (error instanceof Interrupted) return { kind: 'interrupted' };
    throw error;
  }
}

/** One load on its connection. */
class Load {
  constructor(
    readonly client: PoolClient,
    readonly request: LoadRequest,
    readonly description: SourceDescription,
  ) {}

  async run(): Promise<LoadOutcome> {
    const { client, request, description } = this;
    await client.query('BEGIN');
    await claimContent(client, request);
    const earlier = await findEarlier(client, request.contentHash, description.symbols);
    if (earlier !== null && request.mode !== 'replace') {
      await client.query('ROLLBACK');
      return earlier;
    }
    const report = await this.#load();
    await client.query('COMMIT');
    return report;
  }

  async #load(): Promise<LoadReport> {
    const { client, request, description } = this;
    const described = describedSpans(description);
    const loadId = await nextLoadId(client);
    const known = await notedLoads(client);
    if (this.#refuses) await refuseTaken(client, request.name, described, loadId);
    const loader = new RowLoader(client, loadId, await createLoadTable(client, loadId));
    await this.#copyAll(loader);
    const symbols = loader.symbols();
    await lockLoads(client);
    if (this.#refuses) {
      await refuseTaken(client, request.name, undescribed(symbols, described), loadId);
      await refuseTakenSince(client, request.name, symbols, known);
    }
    const replaced =
      request.mode === 'replace' ? await replaceOthers(client, request.contentHash, symbols, loadId) : null;
    await attachLoadTable(client, loadId, extentOf(symbols));
    const report = reportOf(loader, loadId, replaced?.rows ?? []);
    await noteLoad(client, request, description.format, report);
    if (replaced !== null) await dropEmptied(client, replaced);
    return report;
  }

  get #refuses(): boolean {
    return (this.request.mode ?? 'refuse') === 'refuse';
  }

  /** @throws Interrupted */
  async #copyAll(loader: RowLoader): Promise<void> {
    const { source, onRejected, onProgress, signal } = this.request;
    for await (const batch of source.open()) {
      const { length } = batch;
      const rejected = await loader.add(batch);
      if (rejected.length > 0) await onRejected?.(rejected);
      onProgress?.(length, source.progress());
      // Signals get their turn even when neither disk nor server makes anyone wait.
      await nextTurn();
      if (signal?.aborted === true) throw new Interrupted();
    }
    await loader.finish();
    if (loader.rows > 0) return;
    const reasons = [...loader.check.counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
    throw new LoadRefusedError(`${this.request.name}: none of its rows can be used (${reasons})`);
  }
}

function extentOf(symbols: readonly LoadedSymbol[]): LoadExtent {
  return {
    fromMicros: Math.min(...symbols.map(({ fromMicros }) => fromMicros)),
    toMicros: Math.max(...symbols.map(({ toMicros }) => toMicros)),
    symbols: symbols.map(({ symbol }) => symbol),
  };
}

function reportOf(loader: RowLoader, loadId: number, replaced: readonly ReplacedRows[]): LoadReport {
  const { rows, trades, tradesLeft, check } = loader;
  const symbols = loader.symbols();
  return { kind: 'loaded', loadId, rows, trades, tradesLeft, symbols, rejected: check.counts, replaced };
}
