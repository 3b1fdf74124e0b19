import { secondsFromMicros } from '@genesis/market';
import { type RecordedBook } from '../recording/recorded-book.js';
import { type ScoredLabel } from '../scoring/scored-label.js';

/** A labelled book. */
export interface Stretch {
  readonly book: RecordedBook;
  readonly labels: readonly ScoredLabel[];
}

/** Stamps of all rows, epoch seconds. */
export function rowTimesOf(book: RecordedBook): Float64Array {
  return Float64Array.from({ length: book.length }, (_, row) => secondsFromMicros(book.tsAt(row)));
}
