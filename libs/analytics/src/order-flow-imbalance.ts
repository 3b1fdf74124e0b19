import { type PreviousRow } from '@genesis/market';

// As in snapshot-layout.ts: constants of this file are folded into the loops, imported ones are loaded each time.
const BID_PRICE = 1;
const BID_VOLUME = 11;
const ASK_PRICE = 21;
const ASK_VOLUME = 31;

/**
 * Order-flow imbalance between two rows, in volume units; positive when bids were added or asks taken away. Per level
 *   e = 1{P^b ≥ P'^b} q^b − 1{P^b ≤ P'^b} q'^b − 1{P^a ≤ P'^a} q^a + 1{P^a ≥ P'^a} q'^a   (′: the row before)
 * at the touch: Cont, Kukanov, Stoikov, "The price impact of order book events", J. Financial Econometrics 12
 * (2014); at ten levels: Xu, Gould, Howison, "Multi-level order-flow imbalance in a limit order book" (2018), whose
 * vector is summed here, levels counting alike.
 * A level that appears counts with all its volume, one that vanishes with all it had: the comparisons are written
 * so that an absent price (NaN, volume 0) fails them and the volumes do the rest; a level that did not change has no
 * flow and is passed over. The first row has no flow: 0.
 */
export class OrderFlowImbalance {
  #hasPrevious = false;
  #touch = 0;
  #multiLevel = 0;

  get touch(): number {
    return this.#touch;
  }

  get multiLevel(): number {
    return this.#multiLevel;
  }

  /** `previous` is the row of the last call, compared with this one. */
  update(rows: Float64Array, offset: number, previous: PreviousRow): void {
    const bids = previous.bidPrices | previous.bidVolumes;
    const asks = previous.askPrices | previous.askVolumes;
    if (!this.#hasPrevious || (bids | asks) === 0) {
      this.#touch = 0;
      this.#multiLevel = 0;
      this.#hasPrevious = true;
      return;
    }
    const before = previous.values;
    this.#touch =
      sideFlow(bids & 1, rows, offset, before, BID_PRICE, BID_VOLUME, 1) -
      sideFlow(asks & 1, rows, offset, before, ASK_PRICE, ASK_VOLUME, -1);
    this.#multiLevel =
      sideFlow(bids, rows, offset, before, BID_PRICE, BID_VOLUME, 1) -
      sideFlow(asks, rows, offset, before, ASK_PRICE, ASK_VOLUME, -1);
  }

  reset(): void {
    this.#hasPrevious = false;
  }
}

/** Flow into the masked levels; `better` is +1 where a higher price is nearer to the touch (bids), −1 where a lower one is. */
function sideFlow(
  mask: number,
  rows: Float64Array,
  offset: number,
  previous: Float64Array,
  priceFrom: number,
  volumeFrom: number,
  better: number,
): number {
  let flow = 0;
  for (let left = mask; left !== 0; left &= left - 1) {
    const level = 31 - Math.clz32(left & -left);
    const price = priceFrom + level;
    const volume = volumeFrom + level;
    const step = (rows[offset + price] - previous[price]) * better;
    flow += (step < 0 ? 0 : rows[offset + volume]) - (step > 0 ? 0 : previous[volume]);
  }
  return flow;
}
