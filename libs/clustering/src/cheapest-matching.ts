/**
 * The one-to-one assignment of rows to columns of a square cost matrix (row-major) with the least total cost: the column
 * of each row. Hungarian method with potentials, O(n³) (Kuhn 1955; Jonker and Volgenant 1987).
 */
export function cheapestMatching(costs: Float64Array, size: number): number[] {
  const search = new MatchingSearch(costs, size);
  for (let row = 1; row <= size; row++) search.add(row);
  const columnOf = new Array<number>(size);
  for (let column = 1; column <= size; column++) columnOf[search.rowOf[column] - 1] = column - 1;
  return columnOf;
}

/** Rows and columns count from 1; column 0 stands for the row that is being added. */
class MatchingSearch {
  /** By column: the row matched with it, 0 for none. */
  readonly rowOf: Int32Array;
  readonly #rowPotential: Float64Array;
  readonly #columnPotential: Float64Array;
  /** By column: the column before it on the shortest alternating path. */
  readonly #before: Int32Array;
  readonly #slack: Float64Array;
  readonly #reached: Uint8Array;

  constructor(
    readonly costs: Float64Array,
    readonly size: number,
  ) {
    this.rowOf = new Int32Array(size + 1);
    this.#rowPotential = new Float64Array(size + 1);
    this.#columnPotential = new Float64Array(size + 1);
    this.#before = new Int32Array(size + 1);
    this.#slack = new Float64Array(size + 1);
    this.#reached = new Uint8Array(size + 1);
  }

  /** Matches one row more, along the cheapest alternating path to a free column. */
  add(row: number): void {
    this.rowOf[0] = row;
    this.#slack.fill(Infinity);
    this.#reached.fill(0);
    let column = 0;
    do {
      this.#reached[column] = 1;
      const next = this.#relax(column);
      this.#shiftPotentials(this.#slack[next]);
      column = next;
    } while (this.rowOf[column] !== 0);
    while (column !== 0) {
      const previous = this.#before[column];
      this.rowOf[column] = this.rowOf[previous];
      column = previous;
    }
  }

  /** Looks at all columns from the row matched with `from`; returns the cheapest one that is not reached yet. */
  #relax(from: number): number {
    const row = this.rowOf[from];
    let cheapest = 0;
    for (let column = 1; column <= this.size; column++) {
      if (this.#reached[column]) continue;
      const cost = this.costs[(row - 1) * this.size + column - 1];
      const slack = cost - this.#rowPotential[row] - this.#columnPotential[column];
      if (slack < this.#slack[column]) {
        this.#slack[column] = slack;
        this.#before[column] = from;
      }
      if (cheapest === 0 || this.#slack[column] < this.#slack[cheapest]) cheapest = column;
    }
    return cheapest;
  }

  #shiftPotentials(by: number): void {
    for (let column = 0; column <= this.size; column++) {
      if (this.#reached[column]) {
        this.#rowPotential[this.rowOf[column]] += by;
        this.#columnPotential[column] -= by;
      } else this.#slack[column] -= by;
    }
  }
}
