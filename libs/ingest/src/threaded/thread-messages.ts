import { type BatchColumns, type SourceDefect, type TimeRange } from '@genesis/market';
import { type OpenOptions } from '../open-options.js';
import { type ErrorNote } from './error-note.js';

/** What a thread that reads files gets when it is started. */
export interface ReadingTask {
  readonly files: readonly string[];
  readonly options: OpenOptions;
  readonly range: TimeRange;
}

/** From the thread: a batch stands in slot `slot`, which is the receiver's until it gives it back. */
export interface FilledSlot {
  readonly kind: 'filled';
  readonly slot: number;
  /** The slot's memory, shared by both threads; only where the receiver does not have it yet. */
  readonly columns: BatchColumns | null;
  readonly capacity: number;
  readonly length: number;
  /** Symbols that came up since the batch before, in the order of their indices. */
  readonly newSymbols: readonly string[];
  readonly defects: readonly SourceDefect[];
  /** Laid out as in `TradeColumns`; null where there are none. */
  readonly trades: Float64Array<ArrayBuffer> | null;
  readonly bytesRead: number;
}

/** From the thread: no batch follows, because the rows ended, or because of an error. */
export interface ReadingEnded {
  readonly kind: 'ended';
  readonly error: ErrorNote | null;
}

export type FromReader = FilledSlot | ReadingEnded;

/** To the thread: a slot may be filled again, or nothing more is wanted. */
export type ToReader = { readonly kind: 'free'; readonly slot: number } | { readonly kind: 'stop' };
