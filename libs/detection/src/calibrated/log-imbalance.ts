import { LEVELS } from '@genesis/market';
import { ASK, BID, type BookSide } from '../book-side.js';
import { type BookView } from '../book-view.js';

/** Mean log volume of the bids less that of the asks, over ten levels; 0 where a side is empty. */
export function logImbalance(view: BookView): number {
  const bid = meanLogVolume(view, BID);
  const ask = meanLogVolume(view, ASK);
  return Number.isNaN(bid) || Number.isNaN(ask) ? 0 : bid - ask;
}

function meanLogVolume(view: BookView, side: BookSide): number {
  const from = view.offset + side.volume;
  let product = 1;
  let sum = 0;
  let levels = 0;
  for (let i = 0; i < LEVELS; i++) {
    const volume = view.rows[from + i];
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
