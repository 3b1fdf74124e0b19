import { MICROS_PER_SECOND } from '@genesis/market';
import { type AlertCandidate, type AlertStage } from '../alert-candidate.js';
import { type AlertSettings } from '../alert-settings.js';
import { RepeatWindow } from '../repeat-window.js';

/** A pattern that keeps coming back at any price of one side is graver each by each; held-back repeats count too. */
export class EscalateStage implements AlertStage {
  readonly #repeats: RepeatWindow;

  constructor(readonly settings: AlertSettings) {
    this.#repeats = new RepeatWindow(settings.escalationSeconds * MICROS_PER_SECOND);
  }

  process(candidate: AlertCandidate): void {
    const { type, side, tsMicros } = candidate.detection;
    const threshold = this.settings.escalationThresholds[type];
    if (threshold === undefined) return;
    candidate.escalates = this.#repeats.see(`${type}|${side}|${candidate.symbol}`, tsMicros, threshold);
  }

  /** No detection before `tsMicros` comes any more. */
  advance(tsMicros: number): void {
    this.#repeats.advance(tsMicros);
  }

  /** Forgets the repeats so far (seek, loop). */
  reset(): void {
    this.#repeats.clear();
  }
}
