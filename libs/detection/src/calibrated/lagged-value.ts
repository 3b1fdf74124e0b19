import { MICROS_PER_MILLISECOND } from '@genesis/market';

/** Values closer together than this are one. */
const GRAIN_MICROS = 50 * MICROS_PER_MILLISECOND;

/** What a value was some time ago, to 50 ms; irregular sampling, a value holds until the next one. */
export class LaggedValue {
  readonly #values: Float64Array;
  readonly #times: Float64Array;
  /** When a value was noted last; -Infinity for never. */
  #notedMicros = -Infinity;
  /** Values noted since the beginning. */
  #noted = 0;

  /** `capacity`, a power of two: so many values reach back 50 ms each, and further where they come more slowly. */
  constructor(capacity = 64) {
    this.#values = new Float64Array(capacity);
    this.#times = new Float64Array(capacity);
  }

  /** Whether a value at `tsMicros` is one of its own. */
  takes(tsMicros: number): boolean {
    return tsMicros - this.#notedMicros >= GRAIN_MICROS;
  }

  note(value: number, tsMicros: number): void {
    if (!this.takes(tsMicros)) return;
    this.#notedMicros = tsMicros;
    const slot = this.#slot(this.#noted++);
    this.#values[slot] = value;
    this.#times[slot] = tsMicros;
  }

  /** The value `lagMicros` before `tsMicros`; the oldest one known where none is that old; NaN before the first. */
  before(tsMicros: number, lagMicros: number): number {
    const kept = Math.min(this.#noted, this.#values.length);
    if (kept === 0) return NaN;
    const until = tsMicros - lagMicros;
    for (let back = 1; back <= kept; back++) {
      const slot = this.#slot(this.#noted - back);
      if (this.#times[slot] <= until || back === kept) return this.#values[slot];
    }
    return NaN;
  }

  clear(): void {
    this.#noted = 0;
    this.#notedMicros = -Infinity;
  }

  #slot(index: number): number {
    return index & (this.#values.length - 1);
  }
}
