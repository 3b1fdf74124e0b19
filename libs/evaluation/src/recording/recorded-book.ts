import { growFloat64Array, ROW_STRIDE, TradeColumns, TS } from '@genesis/market';

/** One instrument's rows in memory, in order of time, with their trades (`row` is the index here). */
export class RecordedBook {
  rows = new Float64Array(1024 * ROW_STRIDE);
  /** Per row: line of the file, or 0. */
  readonly positions: number[] = [];
  readonly trades = new TradeColumns();
  length = 0;
  /** Rows that were left out because the limit was reached; the recording ends there. */
  cut = false;

  constructor(readonly symbol: string) {}

  /** Copies a row of 41 doubles from `offset` on. */
  push(values: Float64Array, offset: number, position: number): void {
    const at = this.length * ROW_STRIDE;
    if (at === this.rows.length) this.rows = growFloat64Array(this.rows);
    for (let i = 0; i < ROW_STRIDE; i++) this.rows[at + i] = values[offset + i];
    this.positions.push(position);
    this.length++;
  }

  tsAt(row: number): number {
    return this.rows[row * ROW_STRIDE + TS];
  }

  /** The row itself, not a copy. */
  rowAt(row: number): Float64Array {
    return this.rows.subarray(row * ROW_STRIDE, (row + 1) * ROW_STRIDE);
  }

  /** First row at or after a moment; `length` where there is none. */
  rowFrom(tsMicros: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tsAt(middle) < tsMicros) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
