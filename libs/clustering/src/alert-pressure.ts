import { type SignalType } from '@genesis/contracts';
import { MICROS_PER_SECOND } from '@genesis/market';

/** What 2016/522 Annex II calls manipulation; the other signals tell of the market's state, which the book shows by itself. */
const MANIPULATIVE: ReadonlySet<SignalType> = new Set([
  'SPOOFING',
  'LAYERING',
  'QUOTE_STUFFING',
  'MOMENTUM_IGNITION',
]);

/** A detection counts in full for some seconds, by half after 18, and next to nothing after a minute. */
const FADING_SECONDS = 22;
/** Repeats of one pattern do not weigh for ever. */
const MOST = 2;

/** Recent detections of manipulation on one instrument: each adds 1, all fade in event time as e^(−(t/22 s)²) since the last one. */
export class AlertPressure {
  #value = 0;
  #atMicros = 0;

  note(type: SignalType, tsMicros: number): void {
    if (!MANIPULATIVE.has(type)) return;
    this.#value = Math.min(MOST, this.at(tsMicros) + 1);
    this.#atMicros = Math.max(this.#atMicros, tsMicros);
  }

  at(tsMicros: number): number {
    if (this.#value === 0) return 0;
    const age = Math.max(0, tsMicros - this.#atMicros) / (FADING_SECONDS * MICROS_PER_SECOND);
    return this.#value * Math.exp(-age * age);
  }

  reset(): void {
    this.#value = 0;
    this.#atMicros = 0;
  }
}
