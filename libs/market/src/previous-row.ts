// As in snapshot-layout.ts: constants of this file are folded into the loops, imported ones are loaded each time.
const LEVELS = 10;
const TS = 0;
const BID_PRICE = 1;
const BID_VOLUME = 11;
const ASK_PRICE = 21;
const ASK_VOLUME = 31;
const ROW_STRIDE = 41;

const ALL_LEVELS = (1 << LEVELS) - 1;

/**
 * Which levels of a row differ from the row before it: bit i for level i, 0 = best. What takes part in a row's way
 * spares itself the work for what did not change. A mask may say too much, never too little.
 */
export interface RowChanges {
  readonly bidPrices: number;
  readonly bidVolumes: number;
  readonly askPrices: number;
  readonly askVolumes: number;
}

/**
 * A copy of an instrument's row before, and what the row compared last changed of it. Most rows change a level or
 * two out of twenty, so that a look at each number once, here, is cheaper than several passes over all of them.
 */
export class PreviousRow implements RowChanges {
  readonly values = new Float64Array(ROW_STRIDE);
  bidPrices = ALL_LEVELS;
  bidVolumes = ALL_LEVELS;
  askPrices = ALL_LEVELS;
  askVolumes = ALL_LEVELS;
  #known = false;

  /** Sets the masks for the row at `rows[offset …]`; all bits while no row is kept. */
  compare(rows: Float64Array, offset: number): void {
    if (!this.#known) return;
    const { values } = this;
    this.bidPrices = changedLevels(rows, offset + BID_PRICE, values, BID_PRICE);
    this.bidVolumes = changedLevels(rows, offset + BID_VOLUME, values, BID_VOLUME);
    this.askPrices = changedLevels(rows, offset + ASK_PRICE, values, ASK_PRICE);
    this.askVolumes = changedLevels(rows, offset + ASK_VOLUME, values, ASK_VOLUME);
  }

  /** Puts the row that was compared last in the place of the one before it. */
  keep(rows: Float64Array, offset: number): void {
    const { values } = this;
    values[TS] = rows[offset + TS];
    copyLevels(this.bidPrices, rows, offset + BID_PRICE, values, BID_PRICE);
    copyLevels(this.bidVolumes, rows, offset + BID_VOLUME, values, BID_VOLUME);
    copyLevels(this.askPrices, rows, offset + ASK_PRICE, values, ASK_PRICE);
    copyLevels(this.askVolumes, rows, offset + ASK_VOLUME, values, ASK_VOLUME);
    this.#known = true;
  }

  /** Becomes like another one; its masks say nothing before the next comparison. */
  copy(other: PreviousRow): void {
    this.values.set(other.values);
    this.#known = other.#known;
  }
}

/** Nothing is known of the row before: everything may have changed. */
export const ALL_CHANGED: RowChanges = new PreviousRow();

function changedLevels(rows: Float64Array, at: number, values: Float64Array, from: number): number {
  let mask = 0;
  for (let level = 0; level < LEVELS; level++) {
    const is = rows[at + level];
    const was = values[from + level];
    // An absent level (NaN) differs from itself and has not changed.
    if (is !== was && (is === is || was === was)) mask |= 1 << level;
  }
  return mask;
}

function copyLevels(mask: number, rows: Float64Array, at: number, values: Float64Array, from: number): void {
  for (let left = mask; left !== 0; left &= left - 1) {
    const level = 31 - Math.clz32(left & -left);
    values[from + level] = rows[at + level];
  }
}
