import { MICROS_PER_SECOND } from '@genesis/market';
import { type RecordedBook } from '../recording/recorded-book.js';

/** A feed whose rows come at this median distance or more shows states, not changes. */
const SLOW_MICROS = 0.9 * MICROS_PER_SECOND;
/** Share of equal distances that makes a fixed cadence. */
const FIXED_SHARE = 0.9;
const FIXED_TOLERANCE = 0.05;

/** How a feed shows the book. */
export interface Feed {
  /** Median time between two rows of different stamps. */
  readonly medianGapMicros: number;
  /** Snapshots at a fixed cadence or slower than about one a second: what happens in between is not seen. */
  readonly conflated: boolean;
  readonly hasTrades: boolean;
}

/** Looks at the rows up to (not including) `toRow`. */
export function feedOf(book: RecordedBook, toRow: number): Feed {
  const gaps: number[] = [];
  for (let row = 1; row < toRow; row++) {
    const gap = book.tsAt(row) - book.tsAt(row - 1);
    if (gap > 0) gaps.push(gap);
  }
  const sorted = Float64Array.from(gaps).sort();
  const medianGapMicros = sorted.length === 0 ? MICROS_PER_SECOND : sorted[sorted.length >> 1];
  const near = gaps.filter((gap) => Math.abs(gap / medianGapMicros - 1) <= FIXED_TOLERANCE).length;
  const fixed = gaps.length > 0 && near >= FIXED_SHARE * gaps.length;
  return {
    medianGapMicros,
    conflated: fixed || medianGapMicros >= SLOW_MICROS,
    hasTrades: book.trades.length > 0,
  };
}
