/** What is kept of the input rows of an alert's window. */
export interface StoredWindow {
  readonly fromSequence: number;
  readonly toSequence: number;
  /** Whether the hash is over all rows of the window. */
  readonly complete: boolean;
  /** See `RowsHash`. */
  readonly inputHash: string;
}

/** An alert as it is stored: JSON, byte for byte. */
export interface StoredAlert {
  readonly id: string;
  /** As it was raised. */
  readonly raisedDocument: string;
  /** As it was told last. */
  readonly document: string;
  /** Null where no rows were kept. */
  readonly window: StoredWindow | null;
}
