import { type CollectedEvidence } from '@genesis/alerts';
import { type AlertMessage, type AnomalyMessage } from '@genesis/contracts';
import { JournalBuffer, MOST_EVIDENCE_BYTES } from './journal-buffer.js';
import { JournalDrain } from './journal-drain.js';
import { type RecordedConfiguration, type SettingsRecord } from '../detection-settings/settings-record.js';
import { InTurn } from '../in-turn.js';
import {
  entryText,
  evidenceBytes,
  type JournalEntry,
  type SettingsEntry,
  type StepEntry,
} from './journal-entry.js';
import { type JournalStatistics } from './journal-listener.js';
import { type JournalParts } from './journal-parts.js';
import { NotDurableError, type StepOutcome } from './journal-target.js';
import { readEntries } from './read-entries.js';
import { reasonOf } from './reason-of.js';
import { spoolPart } from './spool-part.js';
import { Spool, type DamageListener } from './spool.js';
import { UnusableSpool, type SpoolPort } from './unusable-spool.js';

/** An analyst's step that is safe; `written` tells what the database made of it, once it has it. */
export interface KeptStep {
  readonly written: Promise<StepOutcome>;
}

/**
 * Everything that happens to alerts goes through here on its way to the database, off the hot path and in order:
 *
 *     memory ── flush ──► spool on disk ── drain ──► database
 *
 * - The engine's calls put an entry in memory and return. `flush`, to be called every few milliseconds, appends what
 *   is there to the spool: from then on it outlives a kill -9 of the process. `drain` writes the spool to the
 *   database in batches, one transaction each, and deletes what it has. Without a database the spool grows.
 * - A step of an analyst is on disk, synced, before its call returns.
 * - A spool that fails (disk full) is told and tried again with every flush; meanwhile entries wait in memory and go
 *   from there to the database. When memory is full too, what the engine says is dropped and counted.
 * - Who was killed between a write and the deletion writes again; the database knows every event by its key.
 */
export class AlertJournal {
  readonly #buffer: JournalBuffer;
  /** Taken from the buffer, not yet on disk. */
  #held: JournalEntry[] = [];
  /** Of the evidence among them. */
  #heldBytes = 0;
  #spoolFailure: string | null = null;
  #dropped = 0;
  /** What moves `#held` follows one another. */
  readonly #turns = new InTurn();
  readonly #drain: JournalDrain;

  private constructor(
    private readonly parts: JournalParts,
    private readonly spool: SpoolPort,
    private readonly damage: { lines: number },
  ) {
    this.#buffer = new JournalBuffer(parts.settings.queueCapacity);
    this.#drain = new JournalDrain(parts, spool);
  }

  /** Takes the spool as an earlier process left it; without one where SPOOL_DIR cannot be used, which is told. */
  static async open(parts: JournalParts): Promise<AlertJournal> {
    const { spoolFolder, spoolMaxBytes, spoolSegmentBytes } = parts.settings;
    const damage = { lines: 0 };
    const limits = { maxBytes: spoolMaxBytes, segmentBytes: spoolSegmentBytes };
    const onDamage: DamageListener = (file, lines) => {
      damage.lines += lines.length;
      parts.listener.damaged(file, lines);
    };
    const spool = await Spool.open(spoolFolder, limits, onDamage).catch((error: unknown) => {
      const reason = `SPOOL_DIR=${spoolFolder} cannot be used: ${reasonOf(error)}`;
      parts.listener.spoolFailed(reason);
      return new UnusableSpool(reason);
    });
    const journal = new AlertJournal(parts, spool, damage);
    const { texts } = await spool.read(1);
    for (const { at } of readEntries(texts).entries) journal.#drain.waitsSince(at);
    return journal;
  }

  alert(kind: 'RAISED' | 'UPDATED' | 'SETTLED', alert: AlertMessage): void {
    this.#add({ type: 'alert', at: this.parts.clock.epochMs(), kind, alert });
  }

  anomaly(anomaly: AnomalyMessage): void {
    this.#add({ type: 'anomaly', at: this.parts.clock.epochMs(), anomaly });
  }

  evidence(evidence: CollectedEvidence): void {
    this.#add({ type: 'evidence', at: this.parts.clock.epochMs(), evidence });
  }

  configuration(configuration: RecordedConfiguration): void {
    this.#add({ type: 'configuration', at: this.parts.clock.epochMs(), configuration });
  }

  /**
   * Keeps a change of settings for good before it returns.
   * @throws NotDurableError where neither spool nor database take it
   */
  async settings(settings: SettingsRecord): Promise<void> {
    const entry: SettingsEntry = { type: 'settings', at: this.parts.clock.epochMs(), settings };
    const spooled = await this.#turns.run(() => this.#spoolStep(entry));
    if (!spooled) await this.#writeStep(entry);
  }

  /**
   * Keeps a step for good before it returns.
   * @throws NotDurableError where neither spool nor database take it
   */
  async step(step: Omit<StepEntry, 'type' | 'at'>): Promise<KeptStep> {
    const entry: StepEntry = { type: 'step', at: this.parts.clock.epochMs(), ...step };
    const written = this.#drain.outcomeOf(entry.command);
    const spooled = await this.#turns.run(() => this.#spoolStep(entry));
    if (!spooled) await this.#writeStep(entry);
    return { written };
  }

  /** Memory to disk. Never throws: a failure is told, and tried again the next time. */
  flush(): Promise<void> {
    return this.#turns.run(() => this.#flush());
  }

  /** Disk (or memory, while the disk fails) to the database, until nothing waits or it fails. Never throws. */
  async drain(): Promise<void> {
    await this.#drain.run();
    while (this.#held.length > 0 && (await this.#turns.run(() => this.#writeHeld()))) continue;
  }

  /** To be called when the database is back: what failed before is tried again at once. */
  wake(): void {
    this.#drain.wake();
  }

  /** The steps that wait, oldest first: what an earlier process kept and could not write. */
  waitingSteps(): Promise<StepEntry[]> {
    return this.#waiting('step');
  }

  /** The changes of settings that wait, oldest first. */
  waitingSettings(): Promise<SettingsEntry[]> {
    return this.#waiting('settings');
  }

  statistics(): JournalStatistics {
    const { queueCapacity, spoolMaxBytes } = this.parts.settings;
    const queued = this.#buffer.length + this.#held.length;
    const waits = queued > 0 || this.spool.bytes > 0;
    return {
      ...this.#drain.counts,
      queued,
      queueCapacity,
      spoolBytes: this.spool.bytes,
      spoolMaxBytes,
      dropped: this.#dropped,
      damaged: this.damage.lines,
      lagSeconds: waits ? this.#drain.lagSeconds(this.parts.clock.epochMs()) : 0,
      spoolFailure: this.#spoolFailure,
    };
  }

  /** Puts what is in memory in safety and lets go of the spool; what waits there is for the next process. */
  async close(withinMs = Infinity): Promise<void> {
    await this.flush();
    await settledWithin(withinMs, this.drain());
    this.#drain.stop();
    await this.spool.close();
  }

  async #waiting<Type extends JournalEntry['type']>(
    type: Type,
  ): Promise<Extract<JournalEntry, { readonly type: Type }>[]> {
    const waiting: Extract<JournalEntry, { readonly type: Type }>[] = [];
    await this.spool.scan((text) => {
      if (!text.startsWith(`{"type":"${type}"`)) return;
      for (const entry of readEntries([text]).entries) if (isOfType(entry, type)) waiting.push(entry);
    });
    return waiting;
  }

  #add(entry: JournalEntry): void {
    if (this.#hasRoom(entry) && this.#buffer.add(entry)) {
      this.#drain.waitsSince(entry.at);
      return;
    }
    this.#dropped++;
    this.parts.listener.dropped(this.#dropped);
  }

  /** What is held while the spool fails takes room away from what comes. */
  #hasRoom(entry: JournalEntry): boolean {
    if (this.#held.length >= this.parts.settings.queueCapacity) return false;
    return entry.type !== 'evidence' || this.#heldBytes < MOST_EVIDENCE_BYTES;
  }

  async #flush(): Promise<void> {
    for (const entry of this.#buffer.take()) this.#held.push(entry);
    if (this.#held.length > 0) await this.#spoolHeld();
    this.#heldBytes = evidenceBytes(this.#held);
  }

  /** In parts: a spool that fails is tried with little, again and again, and none holds up the event loop for long. */
  async #spoolHeld(): Promise<boolean> {
    try {
      while (this.#held.length > 0) {
        const part = spoolPart(this.#held);
        await this.spool.append(part.map(entryText));
        this.#held = this.#held.slice(part.length);
      }
      this.#spoolRecovered();
      return true;
    } catch (error) {
      this.#spoolFailed(error);
      return false;
    }
  }

  /** False where the spool does not take it; then nothing of it is there. */
  async #spoolStep(entry: StepEntry | SettingsEntry): Promise<boolean> {
    await this.#flush();
    if (this.#held.length > 0) return false;
    this.#drain.waitsSince(entry.at);
    this.#held = [entry];
    const spooled = await this.#spoolHeld();
    if (!spooled) return false;
    try {
      await this.spool.sync();
    } catch (error) {
      // It is there, and a kill does no harm; only a power cut could take it.
      this.#spoolFailed(error);
    }
    return true;
  }

  /** The way of a step past a spool that fails: into the database, or back to who took it. */
  async #writeStep(entry: StepEntry | SettingsEntry): Promise<void> {
    await this.#turns.run(() => Promise.resolve(this.#held.includes(entry) || this.#held.push(entry)));
    await this.drain();
    const waits = await this.#turns.run(() => {
      const index = this.#held.indexOf(entry);
      if (index >= 0) this.#held.splice(index, 1);
      return Promise.resolve(index >= 0);
    });
    if (!waits) return;
    if (entry.type === 'step') this.#drain.forget(entry.command);
    throw new NotDurableError(
      `neither the spool (${this.#spoolFailure ?? 'no reason given'}) nor the database can keep it now`,
    );
  }

  /** True while there may be more to write. */
  async #writeHeld(): Promise<boolean> {
    const batch = this.#held.slice(0, this.parts.settings.batchSize);
    if (batch.length === 0 || this.spool.bytes > 0) return false;
    if (!(await this.#drain.write(batch))) return false;
    this.#held = this.#held.slice(batch.length);
    return true;
  }

  #spoolFailed(error: unknown): void {
    const message = reasonOf(error);
    const isNews = this.#spoolFailure === null;
    this.#spoolFailure = message;
    if (isNews) this.parts.listener.spoolFailed(message);
  }

  #spoolRecovered(): void {
    if (this.#spoolFailure === null) return;
    this.#spoolFailure = null;
    this.parts.listener.spoolRecovered();
  }
}

function isOfType<Type extends JournalEntry['type']>(
  entry: JournalEntry,
  type: Type,
): entry is Extract<JournalEntry, { readonly type: Type }> {
  return entry.type === type;
}

async function settledWithin(ms: number, work: Promise<void>): Promise<void> {
  if (ms === Infinity) return work;
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, ms)))]);
  clearTimeout(timer);
}
