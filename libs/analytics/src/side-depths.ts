// As in snapshot-layout.ts: a constant of this file is folded into the loops, an imported one is loaded each time.
const LEVELS = 10;

/** λ: a level weighs half as much as one 3.5 ticks nearer to the touch. */
export const DECAY_PER_TICK = 0.2;

/** Ticks from the touch from which on a level's weight, below 3e-6, is taken as 0. */
const HORIZON_TICKS = 64;
/** e^(−λk) by distance k in ticks. */
const WEIGHTS = Float64Array.from({ length: HORIZON_TICKS }, (_, ticks) => Math.exp(-DECAY_PER_TICK * ticks));

/**
 * What stands on one side of the book: the volume of all ten levels, and the weighted one Σ w·q, a side of the weighted
 * imbalance of the `calibrated` profile, Σ w(b − a) / Σ w(b + a). w = e^(−λk), k the distance from the best price of its own side in
 * ticks, so that a book with gaps is not taken for a dense one. Both are 0 where the side is empty.
 * The weights are those of the last prices: most rows change volumes alone.
 */
export class SideDepths {
  plain = 0;
  weighted = 0;
  readonly #weights = new Float64Array(LEVELS);

  /** Where in a row the side's prices and volumes begin. */
  constructor(
    readonly priceFrom: number,
    readonly volumeFrom: number,
  ) {}

  /**
   * Takes up prices. `ticksPerUnit` carries the sign of the direction in which the side's prices lead away from the touch;
   * while the tick is unknown (NaN), k is the rank of the level.
   */
  weigh(rows: Float64Array, offset: number, ticksPerUnit: number): void {
    const weights = this.#weights;
    const from = offset + this.priceFrom;
    const best = rows[from];
    weights[0] = 1;
    for (let level = 1; level < LEVELS; level++) {
      const ticks = (rows[from + level] - best) * ticksPerUnit;
      // An absent level has no distance and no volume; with no tick, every level lacks its distance.
      const distance = Number.isNaN(ticks) ? level : (ticks + 0.5) >>> 0;
      weights[level] = distance < HORIZON_TICKS ? WEIGHTS[distance] : 0;
    }
  }

  /** Takes up volumes. */
  sum(rows: Float64Array, offset: number): void {
    const weights = this.#weights;
    const from = offset + this.volumeFrom;
    let plain = 0;
    let weighted = 0;
    for (let level = 0; level < LEVELS; level++) {
      const volume = rows[from + level];
      plain += volume;
      weighted += weights[level] * volume;
    }
    this.plain = plain;
    this.weighted = weighted;
  }
}
