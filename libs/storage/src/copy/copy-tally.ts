/** Rows, trades among them, that were moved by COPY. */
export interface CopiedRows {
  /** To the server. */
  readonly rowsIn: number;
  /** From the server. */
  readonly rowsOut: number;
}

/** Adds up what moves. */
export class CopyTally implements CopiedRows {
  rowsIn = 0;
  rowsOut = 0;
}
