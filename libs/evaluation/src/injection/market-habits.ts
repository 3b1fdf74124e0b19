import { ASK, BID, type BookSide } from '@genesis/detection';
import { LEVELS, MICROS_PER_SECOND } from '@genesis/market';
import { type RecordedBook } from '../recording/recorded-book.js';
import { quantile } from '../scoring/tally.js';
import { type BookGrid } from './book-grid.js';

/** Rows looked at; denser feeds are thinned evenly. */
const MOST_SAMPLES = 600;
/** The largest levels count as much as the one at this share of all: a single wall is not taken for the usual size. */
const WINSOR_SHARE = 0.99;

/** What is usual on one side. */
export interface SideHabits {
  /** Mean of a level, in lots: the unit of every size of an episode. */
  readonly meanLevelLots: number;
  readonly medianBestLots: number;
}

/** What an instrument did by itself in a stretch of untouched rows: the yardstick of episodes. */
export interface MarketHabits {
  readonly bid: SideHabits;
  readonly ask: SideHabits;
  /** Difference of the mean log volumes of both sides: median, and distance from it that 1 % of the samples exceed. */
  readonly medianImbalance: number;
  readonly largeImbalance: number;
  /** Rows of a second that 1 % of the seconds with rows exceed. */
  readonly busyRowsPerSecond: number;
  /** Move of the mid in 2 s that 10 % of the stretches exceed, in ticks, at least 1. */
  readonly largeMoveTicks: number;
}

/** Habits over rows `from` up to (not including) `to`, at least two. */
export function habitsOf(book: RecordedBook, from: number, to: number, grid: BookGrid): MarketHabits {
  const step = Math.max(1, Math.floor((to - from) / MOST_SAMPLES));
  const rows: Float64Array[] = [];
  for (let row = from; row < to; row += step) rows.push(book.rowAt(row));
  const imbalances = rows.map(logImbalance).filter((value) => Number.isFinite(value));
  const medianImbalance = quantile(imbalances, 0.5) ?? 0;
  const distances = imbalances.map((value) => Math.abs(value - medianImbalance));
  return {
    bid: sideHabits(rows, BID, grid),
    ask: sideHabits(rows, ASK, grid),
    medianImbalance,
    largeImbalance: Math.max(0.3, quantile(distances, 0.99) ?? 0),
    busyRowsPerSecond: busyRows(book, from, to),
    largeMoveTicks: Math.max(1, largeMove(book, from, to) / grid.tickSize),
  };
}

/** Mean log volume of the bids less that of the asks; NaN for an empty side. */
export function logImbalance(row: Float64Array): number {
  return meanLog(row, BID) - meanLog(row, ASK);
}

function meanLog(row: Float64Array, { volume }: BookSide): number {
  let [sum, levels] = [0, 0];
  for (let level = 0; level < LEVELS; level++) {
    if (!(row[volume + level] > 0)) continue;
    sum += Math.log(row[volume + level]);
    levels++;
  }
  return sum / levels;
}

function sideHabits(rows: readonly Float64Array[], { volume }: BookSide, grid: BookGrid): SideHabits {
  const all = new Float64Array(rows.length * LEVELS);
  const best = new Float64Array(rows.length);
  let [levels, bests] = [0, 0];
  for (const row of rows) {
    for (let level = 0; level < LEVELS; level++) {
      const size = row[volume + level];
      if (!(size > 0)) continue;
      all[levels++] = grid.lotsOf(size);
      if (level === 0) best[bests++] = all[levels - 1];
    }
  }
  const lots = all.subarray(0, levels);
  const most = quantile(lots, WINSOR_SHARE) ?? 1;
  const sum = lots.reduce((total, size) => total + Math.min(size, most), 0);
  return {
    meanLevelLots: Math.max(1, sum / Math.max(1, levels)),
    medianBestLots: Math.max(1, quantile(best.subarray(0, bests), 0.5) ?? 1),
  };
}

function busyRows(book: RecordedBook, from: number, to: number): number {
  const counts = new Map<number, number>();
  for (let row = from; row < to; row++) {
    const second = Math.floor(book.tsAt(row) / MICROS_PER_SECOND);
    counts.set(second, (counts.get(second) ?? 0) + 1);
  }
  return quantile([...counts.values()], 0.99) ?? 1;
}

/** In currency units. */
function largeMove(book: RecordedBook, from: number, to: number): number {
  const moves: number[] = [];
  const end = book.tsAt(to - 1) - 2 * MICROS_PER_SECOND;
  for (let at = book.tsAt(from); at <= end; at += MICROS_PER_SECOND / 2) {
    const now = book.rowFrom(at);
    const then = Math.min(to - 1, book.rowFrom(at + 2 * MICROS_PER_SECOND));
    const move = Math.abs(midOf(book, then) - midOf(book, now));
    if (Number.isFinite(move)) moves.push(move);
  }
  return quantile(moves, 0.9) ?? 0;
}

/** Currency units; NaN for a one-sided book. */
export function midOf(book: RecordedBook, row: number): number {
  const values = book.rowAt(row);
  return (values[BID.price] + values[ASK.price]) / 2;
}
