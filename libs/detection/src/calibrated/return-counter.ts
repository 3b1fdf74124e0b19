import { type BookView } from '../book-view.js';
import { type SideAnalysis } from './instrument-analysis.js';
import { RateWindow } from './rate-window.js';

const REMEMBERED = 8;

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

  constructor(readonly analysis: SideAnalysis) {}

  note(view: BookView): void {
    const { difference } = this.analysis;
    if (difference.count === 0) return;
    const left = this.#state;
    this.#state = signature(view, this.analysis.side.price, this.analysis.side.volume);
    if (this.#states.includes(this.#state)) this.#window.note(view.tsMicros);
    this.#states[this.#next] = left;
    this.#next = (this.#next + 1) % REMEMBERED;
  }

  returns(tsMicros: number): number {
    return this.#window.count(tsMicros);
  }

  clear(): void {
    this.#states.fill(NaN);
    this.#window.clear();
  }
}

/** Equal for equal states of the three best levels; different ones collide practically never. */
function signature(view: BookView, price: number, volume: number): number {
  const { rows, offset } = view;
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    // An absent level's price is NaN, and every NaN is the same state to `includes`.
    const shown = rows[offset + price + i] || 0;
    sum = sum * 1.6180339887 + shown * 1.3247179572 + rows[offset + volume + i];
  }
  return sum;
}
