import { type CollectedEvidence } from '@genesis/alerts';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { SurveillanceBus } from '../bus/surveillance-bus.js';
import { Settings } from '../config/settings.js';

/** What was collected of the newest alerts: EVIDENCE_ROWS rows over all of them. */
@Injectable()
export class RecentEvidence implements OnModuleInit {
  /** By alert id, oldest first. */
  readonly #kept = new Map<string, CollectedEvidence>();
  readonly #capacity: number;
  #rows = 0;

  constructor(
    private readonly bus: SurveillanceBus,
    settings: Settings,
  ) {
    this.#capacity = settings.evidenceRows;
  }

  onModuleInit(): void {
    this.bus.on('evidence', RecentEvidence.name, (evidence) => this.#keep(evidence));
  }

  find(alertId: string): CollectedEvidence | undefined {
    return this.#kept.get(alertId);
  }

  #keep(evidence: CollectedEvidence): void {
    this.#drop(evidence.alertId);
    this.#kept.set(evidence.alertId, evidence);
    this.#rows += evidence.rowCount;
    for (const oldest of this.#kept.keys()) {
      if (this.#rows <= this.#capacity) return;
      this.#drop(oldest);
    }
  }

  #drop(alertId: string): void {
    this.#rows -= this.#kept.get(alertId)?.rowCount ?? 0;
    this.#kept.delete(alertId);
  }
}
