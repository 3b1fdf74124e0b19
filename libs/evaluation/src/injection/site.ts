import { ASK, BID, type BookSide } from '@genesis/detection';
import { LEVELS, MICROS_PER_SECOND, type RandomSource } from '@genesis/market';
import { type RecordedBook } from '../recording/recorded-book.js';
import { type BookGrid } from './book-grid.js';
import { isPlainBook } from './book-levels.js';
import { type Feed } from './feed.js';
import { type MarketHabits, type SideHabits } from './market-habits.js';
import { type SideName } from './overlay.js';

/** A hole in the rows longer than this many medians, and than 5 s, is no place for an episode. */
const LONGEST_GAP_MEDIANS = 8;
const LEAST_GAP_MICROS = 5 * MICROS_PER_SECOND;

/** A place in the real book where an episode may begin: right after row `row`, at `startMicros`. */
export class Site {
  readonly startMicros: number;

  constructor(
    readonly book: RecordedBook,
    readonly row: number,
    readonly grid: BookGrid,
    readonly feed: Feed,
    readonly habits: MarketHabits,
    readonly random: RandomSource,
  ) {
    this.startMicros = book.tsAt(row) + 1;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  /** Whole, both ends included. */
  integer(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  /** A time in microseconds, at least so many rows long where the feed is conflated. */
  span(seconds: number, rows: number): number {
    const shown = this.feed.conflated ? rows * this.feed.medianGapMicros : 0;
    return Math.round(Math.max(seconds * MICROS_PER_SECOND, shown));
  }

  usual(side: SideName): SideHabits {
    return this.habits[side];
  }

  bookSide(side: SideName): BookSide {
    return side === 'bid' ? BID : ASK;
  }

  /** Tick of level `level` (from 0 = best) in row `row`; NaN where it is absent. */
  tickAt(side: SideName, level: number, row = this.row): number {
    const price = this.book.rowAt(row)[this.bookSide(side).price + level];
    return Number.isNaN(price) ? NaN : this.grid.tickOf(price);
  }

  /** Lots at level `level` of row `row`. */
  lotsAt(side: SideName, level: number, row = this.row): number {
    return this.grid.lotsOf(this.book.rowAt(row)[this.bookSide(side).volume + level]);
  }

  /** Last row at or before a moment. */
  rowAt(micros: number): number {
    return this.book.rowFrom(micros + 1) - 1;
  }

  /** Levels that stand nearer to the touch than `tick`. */
  levelsBefore(side: SideName, tick: number, row: number): number {
    const { outward } = this.bookSide(side);
    let levels = 0;
    while (levels < LEVELS && outward * (tick - this.tickAt(side, levels, row)) > 0) levels++;
    return levels;
  }

  /** Whether an order at `tick` is among the ten levels of every row from a moment to another. */
  isInView(side: SideName, tick: number, fromMicros: number, toMicros: number): boolean {
    for (let row = this.rowAt(fromMicros); row <= this.rowAt(toMicros); row++) {
      if (!this.isShown(side, tick, row)) return false;
    }
    return true;
  }

  isShown(side: SideName, tick: number, row: number): boolean {
    return this.levelsBefore(side, tick, row) < LEVELS;
  }

  /** First row after the start, up to a moment, in which the opposite best is at `tick` or through it; -1 for none. */
  rowReaching(side: SideName, tick: number, toMicros: number): number {
    const { outward } = this.bookSide(side);
    const opposite: SideName = side === 'bid' ? 'ask' : 'bid';
    const last = this.rowAt(toMicros);
    for (let row = this.row; row <= last; row++) {
      if (outward * (this.tickAt(opposite, 0, row) - tick) >= 0) return row;
    }
    return -1;
  }

  /** Whether all rows up to a moment are plain books without holes between them, and the recording goes on after it. */
  isSoundUntil(toMicros: number): boolean {
    const { book, feed } = this;
    const longest = Math.max(LEAST_GAP_MICROS, LONGEST_GAP_MEDIANS * feed.medianGapMicros);
    const last = book.rowFrom(toMicros);
    if (last >= book.length - 1) return false;
    for (let row = this.row; row <= last; row++) {
      if (!isPlainBook(book.rowAt(row), BID, ASK)) return false;
      if (row > this.row && book.tsAt(row) - book.tsAt(row - 1) > longest) return false;
    }
    return true;
  }
}
