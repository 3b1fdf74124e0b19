/** Bounds of the journal. */
export interface JournalSettings {
  /** Folder of the spool. */
  readonly spoolFolder: string;
  readonly spoolMaxBytes: number;
  readonly spoolSegmentBytes: number;
  /** Entries that may wait in memory. */
  readonly queueCapacity: number;
  /** Entries of one transaction. */
  readonly batchSize: number;
  /** Wait after the first write that failed; each further failure doubles it. */
  readonly retryBaseMs: number;
  readonly retryMaxMs: number;
}

export const DEFAULT_JOURNAL_SETTINGS: JournalSettings = {
  spoolFolder: './data/spool',
  spoolMaxBytes: 1024 * 1024 * 1024,
  spoolSegmentBytes: 8 * 1024 * 1024,
  queueCapacity: 20_000,
  batchSize: 500,
  retryBaseMs: 200,
  retryMaxMs: 5_000,
};

/** The clocks that the journal goes by. */
export interface JournalClock {
  /** Wall clock, milliseconds since the epoch: what events carry. */
  epochMs(): number;
  /** Monotonic milliseconds: when a failed write is tried again. */
  nowMs(): number;
}
