import { MICROS_PER_SECOND } from '@genesis/market';

/** One gap between updates is looked at per second: a burst must not pass for the feed's rhythm. */
const SAMPLE_MICROS = MICROS_PER_SECOND;
const MIN_SAMPLES = 60;
const STEP = 0.02;
/** Gaps are equal if they differ by no more than this share, */
const EQUAL = 0.02;
/** and the cadence is fixed if this share of them is. */
const FIXED_SHARE = 0.9;

/** Tells whether a feed sends its snapshots at a fixed cadence, whatever happens in the book. */
export class Cadence {
  #lastMicros = NaN;
  #sampledMicros = -Infinity;
  #gapMicros = NaN;
  #samples = 0;
  #equalShare = 0;

  get fixed(): boolean {
    return this.#samples >= MIN_SAMPLES && this.#equalShare >= FIXED_SHARE;
  }

  note(tsMicros: number): void {
    const gap = tsMicros - this.#lastMicros;
    this.#lastMicros = tsMicros;
    if (!(gap > 0) || tsMicros - this.#sampledMicros < SAMPLE_MICROS) return;
    this.#sampledMicros = tsMicros;
    const equal = Math.abs(gap - this.#gapMicros) <= EQUAL * gap ? 1 : 0;
    this.#gapMicros = gap;
    this.#samples++;
    this.#equalShare += Math.max(STEP, 1 / this.#samples) * (equal - this.#equalShare);
  }
}
