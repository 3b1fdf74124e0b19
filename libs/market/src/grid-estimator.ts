/** Values are compared as whole multiples of this part of a unit; finer grids cannot be seen. */
const STEPS_PER_UNIT = 1e8;
/** Whole numbers times STEPS_PER_UNIT (a multiple of 2^8) are exact in a double up to here; larger are passed over. */
const LARGEST_VALUE = 2 ** 61 / STEPS_PER_UNIT;
/** Rows that must ask for the same grid: fewer, and one corrupted number would decide for good. */
const VOTES_NEEDED = 3;
/** Rows in agreement after which the grid counts as settled and stray votes are forgotten. */
const ROWS_TO_SETTLE = 200;
/** A settled grid is checked against every so many rows only (a power of two). */
const CHECK_EVERY_ROWS = 64;
/** Different grids that may wait for votes at one time. */
const MAX_CANDIDATES = 16;

/**
 * Infers the grid that an instrument's prices or volumes lie on, as their greatest common divisor. A row
 * whose values do not fit the grid votes for the one that would fit both; a grid with three votes is taken. So
 * it may only shrink, until `reset`, and no single bad value shrinks it.
 *
 * Exact for values of up to eight decimals below 3e7 (a double has no more digits), for whole numbers up to 2e10.
 * Use per row: `if (due()) { include(value) …; vote(); }`.
 */
export class GridEstimator {
  /** In steps; 0 until known. */
  #grid = 0;
  #value = NaN;
  #rowGrid = 0;
  #rows = 0;
  #rowsInAgreement = 0;
  readonly #votes = new Map<number, number>();

  /** The grid in the unit of the values; NaN until known. */
  get value(): number {
    return this.#value;
  }

  /** Begins a row; false where it need not be looked at. */
  due(): boolean {
    this.#rows++;
    if (this.#rowsInAgreement >= ROWS_TO_SETTLE && (this.#rows & (CHECK_EVERY_ROWS - 1)) !== 0) return false;
    this.#rowGrid = this.#grid;
    return true;
  }

  /** Takes a multiple of the grid; 0, NaN and values too large to be exact say nothing. */
  include(value: number): void {
    const size = Math.abs(value);
    if (!(size <= LARGEST_VALUE)) return;
    const steps = Math.floor(size * STEPS_PER_UNIT + 0.5);
    const grid = this.#rowGrid;
    if (grid === 0) {
      this.#rowGrid = steps;
      return;
    }
    const quotient = steps / grid;
    if (Math.floor(quotient) !== quotient) this.#rowGrid = greatestCommonDivisor(grid, steps);
  }

  /** Ends a row that was due. */
  vote(): void {
    if (this.#rowGrid === this.#grid) this.#agree();
    else this.#count(this.#rowGrid);
  }

  reset(): void {
    this.#grid = 0;
    this.#value = NaN;
    this.#rows = 0;
    this.#rowsInAgreement = 0;
    this.#votes.clear();
  }

  #agree(): void {
    if (this.#grid !== 0 && ++this.#rowsInAgreement === ROWS_TO_SETTLE) this.#votes.clear();
  }

  #count(candidate: number): void {
    this.#rowsInAgreement = 0;
    const votes = (this.#votes.get(candidate) ?? 0) + 1;
    if (votes >= VOTES_NEEDED) {
      this.#grid = candidate;
      this.#value = candidate / STEPS_PER_UNIT;
      this.#votes.clear();
      return;
    }
    if (this.#votes.size >= MAX_CANDIDATES) this.#votes.clear();
    this.#votes.set(candidate, votes);
  }
}

/** Euclid's, exact on whole doubles; the divisor of 0 and x is x. */
function greatestCommonDivisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
