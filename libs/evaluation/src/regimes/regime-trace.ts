import { type RegimeParameters } from '@genesis/clustering';
import { MICROS_PER_SECOND } from '@genesis/market';

/** The regimes of one instrument over a stream. */
export class RegimeTrace {
  /** Whole seconds of event time (microseconds) with a row, and the regime and the mid at the first row of each. */
  readonly seconds: number[] = [];
  readonly regimes: number[] = [];
  readonly mids: number[] = [];
  /** Models in the order in which they were taken up. */
  readonly models: RegimeParameters[] = [];
  rows = 0;
  /** Changes from row to row. */
  switches = 0;
  #regime = 0;
  #fromMicros = NaN;
  #toMicros = NaN;

  constructor(readonly symbol: string) {}

  add(tsMicros: number, regime: number, mid: number): void {
    if (this.rows++ === 0) this.#fromMicros = tsMicros;
    this.#toMicros = tsMicros;
    if (regime !== this.#regime) this.switches++;
    this.#regime = regime;
    const second = Math.floor(tsMicros / MICROS_PER_SECOND) * MICROS_PER_SECOND;
    if (second === this.seconds.at(-1)) return;
    this.seconds.push(second);
    this.regimes.push(regime);
    this.mids.push(mid);
  }

  get minutes(): number {
    return (this.#toMicros - this.#fromMicros) / (60 * MICROS_PER_SECOND);
  }
}
