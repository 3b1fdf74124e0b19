import { TRADE_PRICE, TRADE_SIZE, TRADE_STRIDE } from '@genesis/market';
import { type BookView } from '../book-view.js';

/** Volume traded at a price since the previous row; 0 where the source has no trades. */
export function tradedAt(price: number, view: BookView): number {
  const { values } = view.trades;
  let volume = 0;
  for (let trade = view.tradeFrom; trade < view.tradeTo; trade++) {
    const at = trade * TRADE_STRIDE;
    if (values[at + TRADE_PRICE] === price) volume += values[at + TRADE_SIZE];
  }
  return volume;
}
