import { MICROS_PER_SECOND } from '@genesis/market';

const WINDOW_MICROS = MICROS_PER_SECOND;
const BUSY_QUANTILE = 0.99;
const STEP = 0.15;

/** A row is handed over whole: a number on its way to a function that is not inlined would be put into an object. */
interface Stamped {
  readonly tsMicros: number;
}

/** Updates in the last second, and what a busy second of this feed has. */
export class RateWindow {
  /** About the 99th percentile of updates per second, over seconds with updates; 0 before the first. */
  busy = 0;
  #times = new Float64Array(64);
  #head = 0;
  #size = 0;
  #sampledMicros = -Infinity;

  /** Notes an update; returns how many the second up to it had. */
  note({ tsMicros }: Stamped): number {
    if (this.#size === this.#times.length) this.#grow();
    this.#times[(this.#head + this.#size++) & (this.#times.length - 1)] = tsMicros;
    this.#expire(tsMicros);
    // The first second is no sample before it is over.
    if (this.#sampledMicros === -Infinity) this.#sampledMicros = tsMicros;
    if (tsMicros - this.#sampledMicros >= WINDOW_MICROS) {
      this.#sampledMicros = tsMicros;
      this.#stepQuantile(this.#size);
    }
    return this.#size;
  }

  /** Updates in the second before `tsMicros`. */
  count(tsMicros: number): number {
    this.#expire(tsMicros);
    return this.#size;
  }

  clear(): void {
    this.#size = 0;
    this.#sampledMicros = -Infinity;
  }

  #expire(tsMicros: number): void {
    const mask = this.#times.length - 1;
    while (this.#size > 0 && tsMicros - this.#times[this.#head] > WINDOW_MICROS) {
      this.#head = (this.#head + 1) & mask;
      this.#size--;
    }
  }

  /** Asymmetric multiplicative steps settle where a share BUSY_QUANTILE of the samples lies below. */
  #stepQuantile(sample: number): void {
    if (this.busy === 0) this.busy = sample;
    else if (sample > this.busy) this.busy *= 1 + STEP * BUSY_QUANTILE;
    else this.busy /= 1 + STEP * (1 - BUSY_QUANTILE);
  }

  #grow(): void {
    const mask = this.#times.length - 1;
    const grown = new Float64Array(this.#times.length * 2);
    for (let i = 0; i < this.#size; i++) grown[i] = this.#times[(this.#head + i) & mask];
    this.#times = grown;
    this.#head = 0;
  }
}
