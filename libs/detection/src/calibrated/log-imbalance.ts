import { type RowChanges } from '@genesis/market';
import { ASK, BID, type BookSide } from '../book-side.js';
import { type BookView } from '../book-view.js';

// As in snapshot-layout.ts: a constant of this file is folded into the loop, an imported one is loaded each time.
const LEVELS = 10;

/** Mean log volume of the bids less that of the asks, over ten levels. A side is summed anew when it has changed. */
export class LogImbalance {
  /** At the row last asked for; 0 where a side is empty. */
  value = 0;
  #bid = NaN;
  #ask = NaN;
  #bidIsStale = true;
  #askIsStale = true;

  /** Call for every row. */
  note(changes: RowChanges): void {
    if (changes.bidVolumes !== 0) this.#bidIsStale = true;
    if (changes.askVolumes !== 0) this.#askIsStale = true;
  }

  /** Goes on to the view's row. */
  to(view: BookView): void {
    if (this.#bidIsStale) this.#bid = meanLogVolume(view, BID);
    if (this.#askIsStale) this.#ask = meanLogVolume(view, ASK);
    this.#bidIsStale = this.#askIsStale = false;
    this.value = this.#bid - this.#ask;
    if (Number.isNaN(this.value)) this.value = 0;
  }
}

function meanLogVolume(view: BookView, side: BookSide): number {
  const { rows } = view;
  const from = view.offset + side.volume;
  let product = 1;
  let sum = 0;
  let levels = 0;
  for (let i = 0; i < LEVELS; i++) {
    const volume = rows[from + i];
    if (!(volume > 0)) continue;
    // One logarithm for the side: ten volumes multiply without leaving the range of a double.
    product *= volume;
    levels++;
    if (product > 1e200 || product < 1e-200) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return levels === 0 ? NaN : (sum + Math.log(product)) / levels;
}
