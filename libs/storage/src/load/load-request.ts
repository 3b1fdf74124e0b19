import { type SnapshotSource, type SourceProgress } from '@genesis/ingest';
import { type RejectedLine } from './rejected-line.js';

/**
 * What is done where the table holds rows of the same symbols and the same time already:
 * `refuse` (the usual), `append` beside them, or `replace` them.
 */
export type LoadMode = 'refuse' | 'append' | 'replace';

/** One source on its way into the database. */
export interface LoadRequest {
  /** What it is called in `loads` and in messages, e.g. the file's name. */
  readonly name: string;
  /** SHA-256 over the bytes of all its files, in hex: the same content is loaded once. */
  readonly contentHash: string;
  readonly source: SnapshotSource;
  /** Version of this program. */
  readonly engine: string;
  readonly mode?: LoadMode;
  /** Takes the lines that are not loaded, in the order of the rows; the source waits for it. */
  readonly onRejected?: (lines: readonly RejectedLine[]) => Promise<void>;
  /** `rows` more were read. */
  readonly onProgress?: (rows: number, progress: SourceProgress) => void;
  /** Aborted: nothing of it stays. */
  readonly signal?: AbortSignal;
}

/** A symbol's part of a load. */
export interface LoadedSymbol {
  readonly symbol: string;
  readonly rows: number;
  readonly fromMicros: number;
  readonly toMicros: number;
}

/** Rows that a load took the place of. */
export interface ReplacedRows {
  readonly symbol: string;
  readonly rows: number;
  /** The load that had brought them; null for rows that came by hand. */
  readonly name: string | null;
}

export interface LoadReport {
  readonly kind: 'loaded';
  readonly loadId: number;
  readonly rows: number;
  readonly trades: number;
  /** Trades of rejected rows that no later row of their symbol could take. */
  readonly tradesLeft: number;
  readonly symbols: readonly LoadedSymbol[];
  /** Lines that were not loaded, by reason. */
  readonly rejected: ReadonlyMap<string, number>;
  readonly replaced: readonly ReplacedRows[];
}

/** The same content is in the database since an earlier load; nothing was changed. */
export interface AlreadyLoaded {
  readonly kind: 'already';
  readonly loadId: number;
  readonly name: string;
  readonly rows: number;
}

export type LoadOutcome = LoadReport | AlreadyLoaded | { readonly kind: 'interrupted' };
