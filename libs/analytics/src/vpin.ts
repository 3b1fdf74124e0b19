/** Buckets in the window, as in the paper. */
const WINDOW_BUCKETS = 50;
/** Full buckets below which VPIN is NaN. */
const MINIMUM_BUCKETS = 10;
/** The bucket's volume is that of so many mean trades … */
const TRADES_PER_BUCKET = 20;
/** … learnt from so many first trades. */
const TRADES_TO_LEARN = 100;

/**
 * Volume-synchronised probability of informed trading, [0, 1]: mean over the last 50 volume buckets of
 * |buys − sells| / bucket volume. Easley, López de Prado, O'Hara, "Flow toxicity and liquidity in a
 * high-frequency world", Review of Financial Studies 25 (2012).
 * Assumptions: aggressor signs take the place of their bulk classification (better, where they are known);
 * the bucket is twenty mean trades, as no daily volume is known, and fixed once learnt. A trade that overflows a bucket is
 * split; one of unknown sign counts half to each side. NaN until ten buckets are full.
 */
export class Vpin {
  /** |buys − sells| of the last full buckets, a ring. */
  readonly #imbalances = new Float64Array(WINDOW_BUCKETS);
  #fullBuckets = 0;
  #filled = 0;
  #imbalance = 0;
  #bucketVolume = 0;
  #learntTrades = 0;
  #learntVolume = 0;
  #value = NaN;

  get value(): number {
    return this.#value;
  }

  add(size: number, sign: number): void {
    if (this.#bucketVolume === 0) this.#learn(size);
    else this.#fill(size, sign);
  }

  /** Empties the window; the bucket's volume stays as learnt. */
  resetWindow(): void {
    this.#fullBuckets = 0;
    this.#filled = 0;
    this.#imbalance = 0;
    this.#value = NaN;
  }

  #learn(size: number): void {
    this.#learntVolume += size;
    if (++this.#learntTrades < TRADES_TO_LEARN) return;
    this.#bucketVolume = (TRADES_PER_BUCKET * this.#learntVolume) / TRADES_TO_LEARN;
  }

  #fill(size: number, sign: number): void {
    // What is more than the whole window would only push out its own beginning.
    let rest = Math.min(size, WINDOW_BUCKETS * this.#bucketVolume);
    while (rest > 0) {
      const part = Math.min(rest, this.#bucketVolume - this.#filled);
      this.#filled += part;
      this.#imbalance += sign * part;
      rest -= part;
      if (this.#filled >= this.#bucketVolume) this.#closeBucket();
    }
  }

  #closeBucket(): void {
    this.#imbalances[this.#fullBuckets++ % WINDOW_BUCKETS] = Math.abs(this.#imbalance);
    this.#filled = 0;
    this.#imbalance = 0;
    if (this.#fullBuckets < MINIMUM_BUCKETS) return;
    const inWindow = Math.min(this.#fullBuckets, WINDOW_BUCKETS);
    let sum = 0;
    for (let bucket = 0; bucket < inWindow; bucket++) sum += this.#imbalances[bucket];
    this.#value = sum / (inWindow * this.#bucketVolume);
  }
}
