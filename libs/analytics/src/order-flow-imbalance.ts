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
    let sum = replaceLevel(previous, rows, offset, 0);
    const touch = sum;
    for (let level = 1; level < LEVELS; level++) sum += replaceLevel(previous, rows, offset, level);
    this.#touch = this.#hasPrevious ? touch : 0;
    this.#multiLevel = this.#hasPrevious ? sum : 0;
    this.#hasPrevious = true;
  }

  reset(): void {
    this.#hasPrevious = false;
  }
}

/** Puts a level of the row in the place of the previous one; returns the flow between them. */
function replaceLevel(previous: Float64Array, rows: Float64Array, offset: number, level: number): number {
  return (
    replaceSide(previous, rows, offset, BID_PRICE + level, BID_VOLUME + level, 1) -
    replaceSide(previous, rows, offset, ASK_PRICE + level, ASK_VOLUME + level, -1)
  );
}

/** `better` is +1 where a higher price is nearer to the touch (bids), −1 where a lower one is. */
function replaceSide(
  previous: Float64Array,
  rows: Float64Array,
  offset: number,
  priceAt: number,
  volumeAt: number,
  better: number,
): number {
  const price = rows[offset + priceAt];
  const volume = rows[offset + volumeAt];
  const step = (price - previous[priceAt]) * better;
  const volumeBefore = previous[volumeAt];
  previous[priceAt] = price;
  previous[volumeAt] = volume;
  return (step < 0 ? 0 : volume) - (step > 0 ? 0 : volumeBefore);
}
