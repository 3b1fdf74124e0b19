import { ChainVerifier, EMPTY_CHAIN, type ChainLink } from '@genesis/alerts';
import { BatchFold } from '../src/alerts/fold-batch.js';
import { prepareBatch } from '../src/alerts/prepared-entry.js';
import { type StoredAlert } from '../src/alerts/stored-alert.js';
import { type JournalEntry } from '../src/write-queue/journal-entry.js';
import { type JournalTarget, type WriteReceipt } from '../src/write-queue/journal-target.js';

/** What a database does with batches, in memory and by the same rules; fails where a test says so. */
export class MemoryTarget implements JournalTarget {
  readonly links: ChainLink[] = [];
  readonly alerts = new Map<string, StoredAlert>();
  readonly anomalies = new Set<string>();
  /** Asked before each write: what to throw, and whether the batch is kept all the same (a lost answer). */
  failure: () => { readonly error: Error; readonly kept: boolean } | null = () => null;

  async write(entries: readonly JournalEntry[]): Promise<WriteReceipt> {
    await Promise.resolve();
    const failure = this.failure();
    if (failure?.kept === false) throw failure.error;
    const receipt = this.#keep(entries);
    if (failure !== null) throw failure.error;
    return receipt;
  }

  /** The chain, which has to be whole. */
  verified(): readonly ChainLink[] {
    const verifier = new ChainVerifier();
    for (const link of this.links) verifier.add(link);
    expect(verifier.finish()).toBeNull();
    return this.links;
  }

  #keep(entries: readonly JournalEntry[]): WriteReceipt {
    const { events, anomalies } = prepareBatch(entries);
    const knownKeys = new Set(this.links.map(({ key }) => key));
    const head = this.links.at(-1) ?? EMPTY_CHAIN;
    const fold = new BatchFold({ head, knownKeys, alerts: this.alerts, lifecycles: new Map() });
    for (const event of events) fold.add(event);
    this.links.push(...fold.links);
    for (const [id, alert] of fold.changed) this.alerts.set(id, alert);
    for (const { anomaly } of anomalies) this.anomalies.add(anomaly.id);
    return { steps: fold.steps, lifecycles: new Map(), newEvents: fold.links.length };
  }
}
