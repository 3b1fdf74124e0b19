import { BID } from '../book-side.js';
import { type BookView } from '../book-view.js';
import { type SideAnalysis } from './instrument-analysis.js';
import { RateWindow } from './rate-window.js';

/** A power of two. */
const REMEMBERED = 8;
/** Mask of the levels that the signature is of. */
const BEST_LEVELS = 0b111;

/**
 * Counts how often a side's three best levels come back to, or stay in, a state that they had a few changes ago. A
 * change deeper in the book leaves them as they were, so flickering there counts too.
 */
export class ReturnCounter {
  readonly #states = new Float64Array(REMEMBERED).fill(NaN);
  readonly #window = new RateWindow();
  #next = 0;
  /** Signature of the three best levels. */
  #state = 0;
  #stateIsStale = true;

  constructor(readonly analysis: SideAnalysis) {}

  /** Call for every row that changes the side. */
  note(view: BookView): void {
    const { difference, side } = this.analysis;
    const { changes } = view;
    const changed =
      side === BID ? changes.bidPrices | changes.bidVolumes : changes.askPrices | changes.askVolumes;
    if ((changed & BEST_LEVELS) !== 0) this.#stateIsStale = true;
    if (difference.count === 0) return;
    const left = this.#state;
    if (this.#stateIsStale) this.#state = signature(view, side.price, side.volume);
    this.#stateIsStale = false;
    if (this.#remembers(this.#state)) this.#window.note(view);
    this.#states[this.#next] = left;
    this.#next = (this.#next + 1) & (REMEMBERED - 1);
  }

  returns(tsMicros: number): number {
    return this.#window.count(tsMicros);
  }

  clear(): void {
    this.#states.fill(NaN);
    this.#window.clear();
  }

  #remembers(state: number): boolean {
    const states = this.#states;
    // The latest first: it is the one most often.
    for (let back = 1; back <= REMEMBERED; back++) {
      if (states[(this.#next - back) & (REMEMBERED - 1)] === state) return true;
    }
    return false;
  }
}

/** Equal for equal states of the three best levels; different ones collide practically never. */
function signature(view: BookView, price: number, volume: number): number {
  const { rows, offset } = view;
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    // An absent level's price is NaN, which equals no other one.
    const shown = rows[offset + price + i] || 0;
    sum = sum * 1.6180339887 + shown * 1.3247179572 + rows[offset + volume + i];
  }
  return sum;
}
