import {
  appendLink,
  applyStep,
  NEW_LIFECYCLE,
  type AlertEvent,
  type ChainHead,
  type ChainLink,
} from '@genesis/alerts';
import { type AlertLifecycle } from '@genesis/contracts';
import { canonicalJson } from '@genesis/market';
import { type AlertEntry, type EvidenceEntry, type StepEntry } from '../write-queue/journal-entry.js';
import { type StepOutcome } from '../write-queue/journal-target.js';
import { type PreparedEvent } from './prepared-entry.js';
import { repeatsOf, type StoredAlert } from './stored-alert.js';

/** What the database says before a batch. */
export interface BatchBasis {
  readonly head: ChainHead;
  /** Keys of the batch that are in the chain already. */
  readonly knownKeys: ReadonlySet<string>;
  readonly alerts: ReadonlyMap<string, StoredAlert>;
  /** How alerts stand that have steps in the chain but no row. */
  readonly lifecycles: ReadonlyMap<string, AlertLifecycle>;
}

/**
 * Works out what a batch changes. An event whose key is in the chain changes nothing there, and an update only counts
 * where it goes further than what is stored, so that a second pass over the same data leaves no trace. An alert that
 * is raised anew with other content (another configuration, another beginning) is an event of its own and takes the
 * row over; what analysts have done with it stays.
 */
export class BatchFold {
  readonly links: ChainLink[] = [];
  /** Alerts whose rows change. */
  readonly changed = new Map<string, StoredAlert>();
  readonly evidence = new Map<string, EvidenceEntry>();
  readonly steps: StepOutcome[] = [];
  readonly #known: Set<string>;
  readonly #alerts: Map<string, StoredAlert>;
  readonly #lifecycles: Map<string, AlertLifecycle>;
  #head: ChainHead;

  constructor(basis: BatchBasis) {
    this.#head = basis.head;
    this.#known = new Set(basis.knownKeys);
    this.#alerts = new Map(basis.alerts);
    this.#lifecycles = new Map(basis.lifecycles);
  }

  add({ entry, event }: PreparedEvent): void {
    if (entry.type === 'alert') this.#addAlert(entry, event);
    else if (entry.type === 'step') this.#addStep(entry, event);
    else if (entry.type === 'settings') this.#append(event);
    else if (this.#append(event) && this.#reaches(entry)) this.evidence.set(entry.evidence.alertId, entry);
  }

  lifecycleOf(alertId: string): AlertLifecycle {
    return this.#alerts.get(alertId)?.lifecycle ?? this.#lifecycles.get(alertId) ?? NEW_LIFECYCLE;
  }

  #addAlert({ kind, alert }: AlertEntry, event: AlertEvent): void {
    const stored = this.#alerts.get(alert.id);
    const lifecycle = this.lifecycleOf(alert.id);
    const document = JSON.stringify(alert);
    if (kind === 'RAISED') {
      this.#append(event);
      if (stored?.raisedDocument === document) return;
      this.#put({ alert, raisedDocument: document, settled: false, lifecycle });
    } else if (kind === 'UPDATED') {
      if (stored !== undefined && repeatsOf(alert) <= repeatsOf(stored.alert)) return;
      this.#append(event);
      this.#put({ settled: false, raisedDocument: document, lifecycle, ...stored, alert });
    } else {
      this.#append(event);
      if (stored?.settled === true) return;
      this.#put({ raisedDocument: document, lifecycle, alert, ...stored, settled: true });
    }
  }

  #addStep({ alertId, command, step }: StepEntry, event: AlertEvent): void {
    const { status } = this.lifecycleOf(alertId);
    const next = applyStep(this.lifecycleOf(alertId), step);
    const refusal = { action: step.action, status, step: event.payload };
    const link: AlertEvent =
      next === null ? { ...event, kind: 'REFUSED', payload: canonicalJson(refusal) } : event;
    const isNew = this.#append(link);
    // Told again after it was written: then it was applied unless the chain says otherwise, which nobody waits for.
    this.steps.push({ alertId, command, applied: !isNew || next !== null });
    if (!isNew || next === null) return;
    this.#lifecycles.set(alertId, next);
    const stored = this.#alerts.get(alertId);
    if (stored !== undefined) this.#put({ ...stored, lifecycle: next });
  }

  /** Not so where it is an earlier window, which the pass that brought the alert so far had no occasion to collect. */
  #reaches({ evidence }: EvidenceEntry): boolean {
    const alert = this.#alerts.get(evidence.alertId)?.alert;
    return alert === undefined || evidence.toSequence >= alert.evidence.to_sequence;
  }

  #put(stored: StoredAlert): void {
    this.#alerts.set(stored.alert.id, stored);
    this.changed.set(stored.alert.id, stored);
  }

  /** False where the chain has it. */
  #append(event: AlertEvent): boolean {
    if (this.#known.has(event.key)) return false;
    this.#known.add(event.key);
    const link = appendLink(this.#head, event);
    this.#head = link;
    this.links.push(link);
    return true;
  }
}
