import { collectEvidence, InputRows } from '@genesis/alerts';
import { type AlertMessage } from '@genesis/contracts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { type BatchDue } from '../bus/surveillance-events.js';
import { Settings } from '../config/settings.js';

/**
 * Keeps the newest input rows as they came, and copies the window of each alert out of them. Whoever drives the
 * pipeline calls `record` before the rows are processed and `collect` after.
 */
@Injectable()
export class EvidenceCollector implements OnModuleInit {
  readonly #input: InputRows;
  /** Open alerts by id, with the last row of the window that was collected of each. */
  readonly #collected = new Map<string, number>();
  readonly #pending = new Map<string, AlertMessage>();

  constructor(
    private readonly bus: SurveillanceBus,
    settings: Settings,
  ) {
    this.#input = new InputRows(settings.evidenceRows);
  }

  onModuleInit(): void {
    const listener = EvidenceCollector.name;
    this.bus.on('alert', listener, (alert) => this.#note(alert));
    this.bus.on('alert_updated', listener, (alert) => this.#noteLonger(alert));
    this.bus.on('alert_settled', listener, ({ id }) => void this.#collected.delete(id));
  }

  /** Rows that are about to be processed, before validation repairs them. */
  record({ batch, from, to }: BatchDue): void {
    this.#input.record(batch, from, to);
  }

  /** Rows of a symbol that are still in memory, by their numbers, as they came from the source. */
  recentRows(symbol: string, fromSequence: number, toSequence: number): Float64Array {
    return this.#input.window(symbol, fromSequence, toSequence, Infinity).rows;
  }

  /** Tells the bus the rows of every alert that was raised, or reaches farther, since the last call. */
  collect(): void {
    if (this.#pending.size === 0) return;
    for (const alert of this.#pending.values())
      this.bus.emit('evidence', collectEvidence(alert, this.#input));
    this.#pending.clear();
  }

  /** The stream jumped: rows before it belong to no alert after it. */
  forget(): void {
    this.#input.clear();
  }

  #note(alert: AlertMessage): void {
    this.#collected.set(alert.id, alert.evidence.to_sequence);
    this.#pending.set(alert.id, alert);
  }

  /** A graver repeat takes the window on to itself. */
  #noteLonger(alert: AlertMessage): void {
    if (this.#collected.get(alert.id) !== alert.evidence.to_sequence) this.#note(alert);
  }
}
