import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, LEVELS, ROW_STRIDE } from '@genesis/market';

/**
 * Order-flow imbalance between two rows, in volume units; positive when bids were added or asks taken away. Per level
 *   e = 1{P^b ≥ P'^b} q^b − 1{P^b ≤ P'^b} q'^b − 1{P^a ≤ P'^a} q^a + 1{P^a ≥ P'^a} q'^a   (′: the row before)
 * at the touch: Cont, Kukanov, Stoikov, "The price impact of order book events", J. Financial Econometrics 12
 * (2014); at ten levels: Xu, Gould, Howison, "Multi-level order-flow imbalance in a limit order book" (2018), whose
 * vector is summed here, levels counting alike.
 * A level that appears counts with all its volume, one that vanishes with all it had: the comparisons are written
 * so that an absent price (NaN, volume 0) fails them and the volumes do the rest. The first row has no flow: 0.
 */
export class OrderFlowImbalance {
  /** The row before. Compared and replaced in one pass, as every number is touched only once that way. */
  readonly #previous = new Float64Array(ROW_STRIDE);
  #hasPrevious = false;
  #touch = 0;
  #multiLevel = 0;

  get touch(): number {
    return this.#touch;
  }

  get multiLevel(): number {
    return this.#multiLevel;
  }

  update(rows: Float64Array, offset: number): void {
    const previous = this.#previous;
    const known = this.#hasPrevious;
    const touch =
      levelFlow(rows, offset, previous, BID_PRICE, BID_VOLUME, 1) -
      levelFlow(rows, offset, previous, ASK_PRICE, ASK_VOLUME, -1);
    const sum =
      replaceSide(rows, offset, previous, BID_PRICE, BID_VOLUME, 1) -
      replaceSide(rows, offset, previous, ASK_PRICE, ASK_VOLUME, -1);
    this.#touch = known ? touch : 0;
    this.#multiLevel = known ? sum : 0;
    this.#hasPrevious = true;
  }

  reset(): void {
    this.#hasPrevious = false;
  }
}

/** Flow into a level; `better` is +1 where a higher price is nearer to the touch (bids), −1 where a lower one is. */
function levelFlow(
  rows: Float64Array,
  offset: number,
  previous: Float64Array,
  price: number,
  volume: number,
  better: number,
): number {
  const step = (rows[offset + price] - previous[price]) * better;
  return (step < 0 ? 0 : rows[offset + volume]) - (step > 0 ? 0 : previous[volume]);
}

/** Flow into a side; puts its levels in the place of the previous ones. */
function replaceSide(
  rows: Float64Array,
  offset: number,
  previous: Float64Array,
  priceFrom: number,
  volumeFrom: number,
  better: number,
): number {
  const end = priceFrom + LEVELS;
  const toVolume = volumeFrom - priceFrom;
  let flow = 0;
  for (let price = priceFrom; price < end; price++) {
    const volume = price + toVolume;
    flow += levelFlow(rows, offset, previous, price, volume, better);
    previous[price] = rows[offset + price];
    previous[volume] = rows[offset + volume];
  }
  return flow;
}
