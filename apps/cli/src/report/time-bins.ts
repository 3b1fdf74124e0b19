/** Bins at the most; when a series grows past them, the bin width doubles. */
export const MAX_BINS = 600;

/** Width of a bin at first: one millisecond. */
const FIRST_WIDTH_MICROS = 1_000;

/** One number per bin, and how two bins become one. */
export class BinColumn {
  readonly values = new Float64Array(MAX_BINS);

  constructor(
    /** The value of a bin that nothing fell into; `combine` leaves the other value as it is. */
    readonly empty: number,
    readonly combine: (a: number, b: number) => number,
  ) {
    this.values.fill(empty);
  }
}

/**
 * Divides event time into at most `MAX_BINS` bins of one width. Bin borders are multiples of the width since
 * the epoch, so that the bins depend on the rows alone and not on how they came in.
 */
export class TimeBins {
  widthMicros = FIRST_WIDTH_MICROS;
  /** Bins in use, from the first that holds something to the last. */
  length = 0;
  readonly #columns: BinColumn[] = [];
  /** Number of the first bin, counted in widths since the epoch. */
  #first = 0;

  column(empty: number, combine: (a: number, b: number) => number): BinColumn {
    const column = new BinColumn(empty, combine);
    this.#columns.push(column);
    return column;
  }

  /** Index of the bin that `tsMicros` falls into, after making room for it. */
  locate(tsMicros: number): number {
    const index = this.#indexOf(tsMicros);
    return index >= 0 && index < this.length ? index : this.#extend(tsMicros);
  }

  startMicros(index: number): number {
    return (this.#first + index) * this.widthMicros;
  }

  #indexOf(tsMicros: number): number {
    return Math.floor(tsMicros / this.widthMicros) - this.#first;
  }

  #extend(tsMicros: number): number {
    if (this.length === 0) this.#first = Math.floor(tsMicros / this.widthMicros);
    while (this.#lengthWith(tsMicros) > MAX_BINS) this.#double();
    const length = this.#lengthWith(tsMicros);
    const index = this.#indexOf(tsMicros);
    if (index < 0) this.#shift(-index);
    this.length = length;
    return Math.max(index, 0);
  }

  #lengthWith(tsMicros: number): number {
    const index = this.#indexOf(tsMicros);
    return Math.max(this.length, index + 1) - Math.min(0, index);
  }

  #double(): void {
    const first = Math.floor(this.#first / 2);
    const length = Math.floor((this.#first + this.length - 1) / 2) - first + 1;
    for (const column of this.#columns) mergePairs(column, this.length, this.#first % 2);
    this.widthMicros *= 2;
    this.#first = first;
    this.length = length;
  }

  /** Makes `bins` empty bins before the first. */
  #shift(bins: number): void {
    for (const { values, empty } of this.#columns) {
      values.copyWithin(bins, 0, this.length);
      values.fill(empty, 0, bins);
    }
    this.#first -= bins;
  }
}

/** Bin i of the old width goes to bin ⌊(i + odd) / 2⌋, which never lies behind it: in place. */
function mergePairs({ values, empty, combine }: BinColumn, length: number, odd: number): void {
  for (let i = 0; i < length; i++) {
    const value = values[i];
    values[i] = empty;
    const target = (i + odd) >> 1;
    values[target] = combine(values[target], value);
  }
}
