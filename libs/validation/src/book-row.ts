import { LEVELS } from '@genesis/market';
import { type BookSide } from './book-side.js';

/** The levels of one row, read and repaired in place, with the places at which they stood in the source. */
export class BookRow {
  rows: Float64Array = new Float64Array(0);
  /** Offset of the row in `rows`. */
  at = 0;
  /** Levels whose price was dropped, a bit each: `LEVELS · side + level`. */
  #droppedLevels = 0;
  /** Per side and level: the level at which it stood in the source, before gaps were closed. */
  readonly #origins = new Int8Array(2 * LEVELS);

  /** Before the checks of the book run; a clean row is never asked for this. */
  beginBook(): void {
    this.#droppedLevels = 0;
    for (let i = 0; i < 2 * LEVELS; i++) this.#origins[i] = i % LEVELS;
  }

  /** NaN for an absent level. */
  price(side: BookSide, level: number): number {
    return this.rows[this.at + side.priceAt + level];
  }

  volume(side: BookSide, level: number): number {
    return this.rows[this.at + side.volumeAt + level];
  }

  setLevel(side: BookSide, level: number, price: number, volume: number): void {
    this.rows[this.at + side.priceAt + level] = price;
    this.rows[this.at + side.volumeAt + level] = volume;
  }

  setVolume(side: BookSide, level: number, volume: number): void {
    this.rows[this.at + side.volumeAt + level] = volume;
  }

  isPresent(side: BookSide, level: number): boolean {
    return !Number.isNaN(this.price(side, level));
  }

  /** Makes a level absent. */
  clearLevel(side: BookSide, level: number): void {
    this.setLevel(side, level, NaN, 0);
  }

  /** Moves a level up over a gap, with the name of the place it came from. */
  moveLevel(side: BookSide, from: number, to: number): void {
    this.setLevel(side, to, this.price(side, from), this.volume(side, from));
    this.#origins[side.index * LEVELS + to] = this.#origins[side.index * LEVELS + from];
    this.clearLevel(side, from);
  }

  /** Present levels of a side whose gaps are closed. */
  levels(side: BookSide): number {
    let levels = 0;
    while (levels < LEVELS && this.isPresent(side, levels)) levels++;
    return levels;
  }

  /** The level at which `level` stood in the source, for the name of a column. */
  origin(side: BookSide, level: number): number {
    return this.#origins[side.index * LEVELS + level];
  }

  /** Makes a level absent and remembers that its price was not believed. */
  dropLevel(side: BookSide, level: number): void {
    this.#droppedLevels |= 1 << (side.index * LEVELS + level);
    this.clearLevel(side, level);
  }

  wasDropped(side: BookSide, level: number): boolean {
    return ((this.#droppedLevels >>> (side.index * LEVELS + level)) & 1) === 1;
  }
}
