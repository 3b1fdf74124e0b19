/** The input rows of an alert's window, as they came from the source. Times in microseconds since the epoch. */
export interface CollectedEvidence {
  readonly alertId: string;
  readonly symbol: string;
  /** The window as the alert tells it; both ends included. */
  readonly fromMicros: number;
  readonly toMicros: number;
  readonly fromSequence: number;
  readonly toSequence: number;
  /** Rows in `rows`. */
  readonly rowCount: number;
  /** False where some of the window's rows were no longer in memory, or were too many. */
  readonly complete: boolean;
  /** See `RowsHash`: of the rows in `rows`, before any repair. */
  readonly inputHash: string;
  /** See `rowBytes`. */
  readonly rows: Uint8Array;
}
