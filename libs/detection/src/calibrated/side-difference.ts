import { type BookSide } from '../book-side.js';
import { CALIBRATED_SETTINGS } from './calibrated-settings.js';

// As in snapshot-layout.ts: a constant of this file is folded into the loops, an imported one is loaded each time.
const LEVELS = 10;
const MAX_CHANGES = 2 * LEVELS;

/**
 * What changed on one side between two books, aligned by price, over the prices that both books can show: a
 * level that a new price pushes out of view has not lost anything, and one that scrolls in has not gained.
 */
export class SideDifference {
  /** Changes in use, best price first. */
  count = 0;
  readonly price = new Float64Array(MAX_CHANGES);
  readonly before = new Float64Array(MAX_CHANGES);
  readonly after = new Float64Array(MAX_CHANGES);
  /** Level of the price in the earlier book, 0 = best; -1 where it did not stand there. */
  readonly levelBefore = new Int8Array(MAX_CHANGES);
  /**
   * Volume over the common prices, earlier and later, from the later book's best price outward: what stood
   * nearer was consumed or stepped back from as the touch moved, and is a change of price, not of depth.
   */
  depthBefore = 0;
  depthAfter = 0;
  /** Of the earlier book's levels there: how many are larger than `oneLot`, and how many of those shrank. */
  shrinkable = 0;
  shrunk = 0;
  /** Of those that shrank: how many still stand. */
  standing = 0;
  /** Volume added there. */
  gained = 0;

  #shrunkTo = 1;
  /** Whether `compare` has filled the sums. */
  #summed = false;

  /** A level counts as shrunk when it lost at least `shrinkShare` of its volume. */
  constructor(
    readonly side: BookSide,
    shrinkShare: number = CALIBRATED_SETTINGS.DEPTH_SHOCK.shrinkShare,
  ) {
    this.#shrunkTo = 1 - shrinkShare;
  }

  retune(shrinkShare: number): void {
    this.#shrunkTo = 1 - shrinkShare;
  }

  /**
   * Compares the book at `earlier[earlierOffset …]` with that at `later[laterOffset …]` by one merge over the
   * levels. `oneLot` is the smallest volume (0 if unknown).
   */
  compare(
    earlier: Float64Array,
    earlierOffset: number,
    later: Float64Array,
    laterOffset: number,
    oneLot: number,
  ): void {
    const { price: p, volume: v, outward } = this.side;
    const shrunkTo = this.#shrunkTo;
    const touch = outward * later[laterOffset + p];
    const edge = this.#commonEdge(earlier, earlierOffset + p, later, laterOffset + p);
    this.clear();
    this.#summed = true;
    let i = 0;
    let j = 0;
    for (;;) {
      const was = i < LEVELS ? outward * earlier[earlierOffset + p + i] : NaN;
      const is = j < LEVELS ? outward * later[laterOffset + p + j] : NaN;
      const next = was <= is || Number.isNaN(is) ? was : is;
      if (!(next <= edge)) return;
      const before = was === next ? earlier[earlierOffset + v + i] : 0;
      const after = is === next ? later[laterOffset + v + j] : 0;
      if (next >= touch) {
        this.depthBefore += before;
        this.depthAfter += after;
        if (after > before) this.gained += after - before;
        if (before > oneLot) {
          this.shrinkable++;
          if (after <= before * shrunkTo) {
            this.shrunk++;
            if (after > 0) this.standing++;
          }
        }
      }
      if (before !== after) this.#push(outward * next, before, after, was === next ? i : -1);
      if (was === next) i++;
      if (is === next) j++;
    }
  }

  /**
   * The changes alone, of a row and the one before it (`earlier`, from index 0 on), where the masked levels differ:
   * levels above the first one that changed its price stand where they stood. `standing` and `shrunk` are those of
   * `compare`; the sums and `shrinkable` stay 0, as for most rows nobody asks for them.
   */
  compareChanged(
    earlier: Float64Array,
    later: Float64Array,
    laterOffset: number,
    prices: number,
    volumes: number,
    oneLot: number,
  ): void {
    // Where a level shrinks by losing nothing, those that did not change count too.
    if (this.#shrunkTo >= 1) this.compare(earlier, 0, later, laterOffset, oneLot);
    else if ((prices | volumes) === 0) this.clear();
    else this.#compareMasked(earlier, later, laterOffset, prices, volumes, oneLot);
  }

  /** There is no earlier book: nothing has changed. */
  clear(): void {
    this.count = 0;
    this.shrunk = 0;
    this.standing = 0;
    if (this.#summed) this.#clearSums();
  }

  /** Share of the volume over common prices that went away, in (-∞, 1]; 0 where there was none. */
  get drop(): number {
    return this.depthBefore > 0 ? 1 - this.depthAfter / this.depthBefore : 0;
  }

  #compareMasked(
    earlier: Float64Array,
    later: Float64Array,
    laterOffset: number,
    prices: number,
    volumes: number,
    oneLot: number,
  ): void {
    this.clear();
    const { price: p, volume: v } = this.side;
    const firstPrice = prices === 0 ? LEVELS : 31 - Math.clz32(prices & -prices);
    for (let left = volumes & ((1 << firstPrice) - 1); left !== 0; left &= left - 1) {
      const level = 31 - Math.clz32(left & -left);
      const price = later[laterOffset + p + level];
      const before = earlier[v + level];
      const after = later[laterOffset + v + level];
      if (before !== after) this.#push(price, before, after, level);
    }
    if (prices !== 0) this.#mergeFrom(firstPrice, earlier, later, laterOffset);
    this.#countShrunk(later[laterOffset + p], oneLot);
  }

  #clearSums(): void {
    this.depthBefore = 0;
    this.depthAfter = 0;
    this.shrinkable = 0;
    this.gained = 0;
    this.#summed = false;
  }

  /** Outermost price (times `outward`) that both books show; a side with room to spare shows every price. */
  #commonEdge(
    earlier: Float64Array,
    earlierPrices: number,
    later: Float64Array,
    laterPrices: number,
  ): number {
    const { outward } = this.side;
    const a = outward * earlier[earlierPrices + LEVELS - 1];
    const b = outward * later[laterPrices + LEVELS - 1];
    return Math.min(Number.isNaN(a) ? Infinity : a, Number.isNaN(b) ? Infinity : b);
  }

  /** Merges the levels from `first` on by price, where all above it stand at the same prices in both books. */
  #mergeFrom(first: number, earlier: Float64Array, later: Float64Array, laterOffset: number): void {
    const { price, volume: v, outward } = this.side;
    const laterPrice = laterOffset + price;
    const laterVolume = laterOffset + v;
    const earlierEdge = outward * earlier[price + LEVELS - 1];
    const laterEdge = outward * later[laterPrice + LEVELS - 1];
    let i = first;
    let j = first;
    while (i < LEVELS && j < LEVELS) {
      const was = outward * earlier[price + i];
      const is = outward * later[laterPrice + j];
      if (was === is) {
        const before = earlier[v + i];
        const after = later[laterVolume + j];
        if (before !== after) this.#push(earlier[price + i], before, after, i);
        i++;
        j++;
      } else if (was < is || is !== is) {
        // Both sides have room to spare, or the price is beyond what the later book shows.
        if (was !== was || was > laterEdge) return;
        if (earlier[v + i] !== 0) this.#push(earlier[price + i], earlier[v + i], 0, i);
        i++;
      } else {
        if (is > earlierEdge) return;
        if (later[laterVolume + j] !== 0) this.#push(later[laterPrice + j], 0, later[laterVolume + j], -1);
        j++;
      }
    }
  }

  /** Of the changes from the later book's best price outward; a level of at most `oneLot` cannot shrink. */
  #countShrunk(laterBest: number, oneLot: number): void {
    const { price, before, after, count } = this;
    const { outward } = this.side;
    for (let i = 0; i < count; i++) {
      if (before[i] <= oneLot || after[i] > before[i] * this.#shrunkTo) continue;
      if (!(outward * (price[i] - laterBest) >= 0)) continue;
      this.shrunk++;
      if (after[i] > 0) this.standing++;
    }
  }

  #push(price: number, before: number, after: number, levelBefore: number): void {
    const at = this.count++;
    this.price[at] = price;
    this.before[at] = before;
    this.after[at] = after;
    this.levelBefore[at] = levelBefore;
  }
}
