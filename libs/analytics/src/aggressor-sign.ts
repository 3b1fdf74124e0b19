/**
 * Says who was the aggressor of a trade: +1 the buyer, −1 the seller, 0 unknown.
 * Lee and Ready, "Inferring trade direction from intraday data", J. Finance 46 (1991): above the mid
 * that prevailed a buyer, below it a seller (quote test); at the mid, or without one, the direction of the last price change
 * decides (tick test). Their five-second lag of the quotes is left out: today's stamps are in order.
 */
export class AggressorSign {
  #lastPrice = NaN;
  #lastDirection = 0;

  /** @param given the source's own aggressor (as TRADE_AGGRESSOR); anything but 0 is believed. */
  of(price: number, midBefore: number, given: number): number {
    if (price > this.#lastPrice) this.#lastDirection = 1;
    else if (price < this.#lastPrice) this.#lastDirection = -1;
    this.#lastPrice = price;
    if (given !== 0) return given;
    if (price > midBefore) return 1;
    return price < midBefore ? -1 : this.#lastDirection;
  }

  reset(): void {
    this.#lastPrice = NaN;
    this.#lastDirection = 0;
  }
}
