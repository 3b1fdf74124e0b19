import { collectEvidence, InputRows, type AlertSink } from '@genesis/alerts';
import { type AlertMessage, type ProfileName } from '@genesis/contracts';
import { type DetectionProfile } from '@genesis/detection';
import { type SnapshotBatch } from '@genesis/market';
import { createPipeline } from '../src/create-pipeline.js';
import { type StoredAlert, type StoredWindow } from '../src/verify/stored-alert.js';

/** A pipeline whose alerts are kept as a database keeps them: as raised, as told last, with the hash of their rows. */
export class AlertRecorder implements AlertSink {
  readonly pipeline;
  readonly #input = new InputRows(1 << 14);
  readonly #stored = new Map<string, { raisedDocument: string; document: string; window: StoredWindow }>();

  constructor(profile: ProfileName | DetectionProfile = 'calibrated') {
    this.pipeline = createPipeline({ profile, alerts: this, onAnomaly: () => undefined });
  }

  /** @param between called before each batch with its number, from 0 */
  async play(
    batches: AsyncIterable<SnapshotBatch>,
    between: (batch: number) => void = () => undefined,
  ): Promise<this> {
    let number = 0;
    for await (const batch of batches) {
      between(number++);
      this.#input.record(batch, 0, batch.length);
      this.pipeline.process(batch);
    }
    return this;
  }

  raised(alert: AlertMessage): void {
    const text = JSON.stringify(alert);
    // As the table does it: the first form stays, the latest is replaced.
    const raisedDocument = this.#stored.get(alert.id)?.raisedDocument ?? text;
    this.#stored.set(alert.id, {
      raisedDocument,
      document: text,
      window: collectEvidence(alert, this.#input),
    });
  }

  updated(alert: AlertMessage): void {
    const stored = this.#stored.get(alert.id);
    if (stored !== undefined) stored.document = JSON.stringify(alert);
  }

  settled(): void {
    // The last update has told it.
  }

  get alerts(): StoredAlert[] {
    return [...this.#stored].map(([id, stored]) => ({ id, ...stored }));
  }
}
