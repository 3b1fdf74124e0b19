import { MICROS_PER_SECOND } from '@genesis/market';
import { effectiveSpread } from './effective-spread.js';

const HORIZON_MICROS = 5 * MICROS_PER_SECOND;
/** Trades that may wait for their horizon; one that comes while so many wait is left out. A power of two. */
const MAX_WAITING = 1024;

/**
 * What a maker kept: 2·D·(p − mid five seconds after the trade), in currency units (Huang and Stoll, J. Financial
 * Economics 41, 1996). Causal: the value is that of the latest trade whose five seconds have passed.
 * NaN before the first one. A trade of unknown sign, or with no mid at its horizon, gives none.
 */
export class RealisedSpread {
  /** Rings of `MAX_WAITING`, made with the first trade: many instruments have none. */
  #dueMicros = new Float64Array(0);
  #prices = new Float64Array(0);
  #signs = new Int8Array(0);
  #first = 0;
  #end = 0;
  #value = NaN;

  get value(): number {
    return this.#value;
  }

  /** Trades come in order of time. */
  add(tsMicros: number, price: number, sign: number): void {
    if (sign === 0 || this.#end - this.#first === MAX_WAITING) return;
    if (this.#dueMicros.length === 0) this.#makeRings();
    const slot = this.#end++ & (MAX_WAITING - 1);
    this.#dueMicros[slot] = tsMicros + HORIZON_MICROS;
    this.#prices[slot] = price;
    this.#signs[slot] = sign;
  }

  /** Settles what is due at a row of `tsMicros`; `midBefore` prevailed from the row before up to this one. */
  settle(tsMicros: number, midBefore: number, mid: number): void {
    while (this.#first < this.#end) {
      const slot = this.#first & (MAX_WAITING - 1);
      const due = this.#dueMicros[slot];
      if (due > tsMicros) return;
      const midAtHorizon = due === tsMicros ? mid : midBefore;
      const settled = effectiveSpread(this.#signs[slot], this.#prices[slot], midAtHorizon);
      if (!Number.isNaN(settled)) this.#value = settled;
      this.#first++;
    }
  }

  reset(): void {
    this.#first = 0;
    this.#end = 0;
    this.#value = NaN;
  }

  #makeRings(): void {
    this.#dueMicros = new Float64Array(MAX_WAITING);
    this.#prices = new Float64Array(MAX_WAITING);
    this.#signs = new Int8Array(MAX_WAITING);
  }
}
