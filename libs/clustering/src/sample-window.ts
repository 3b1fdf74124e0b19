/**
 * The newest points of a stream, thinned so that they reach far back: at first all are kept; whenever the window is full, every
 * second one goes and only every second new one is taken from then on, until one in `coarsest` is; then the oldest goes.
 */
export class SampleWindow {
  readonly #points: Float64Array;
  /** Slot of the next point. */
  #next = 0;
  #size = 0;
  #stride = 1;
  #passed = 0;

  /** `capacity` (even) points of `dimensions` doubles; `coarsest` is a power of two. */
  constructor(
    readonly capacity: number,
    readonly dimensions: number,
    readonly coarsest: number,
  ) {
    this.#points = new Float64Array(capacity * dimensions);
  }

  get size(): number {
    return this.#size;
  }

  /** Points offered that the kept ones stand for. */
  get span(): number {
    return this.#size * this.#stride;
  }

  /** Offers the point at `values[0 …]`. */
  offer(values: Float64Array): void {
    if (++this.#passed < this.#stride) return;
    if (this.#size === this.capacity && this.#stride < this.coarsest) {
      this.#thin();
      if (this.#passed < this.#stride) return;
    }
    this.#passed = 0;
    const { dimensions } = this;
    for (let d = 0; d < dimensions; d++) this.#points[this.#next * dimensions + d] = values[d];
    this.#next = (this.#next + 1) % this.capacity;
    if (this.#size < this.capacity) this.#size++;
  }

  /** The points, oldest first, row-major. */
  copy(): Float64Array {
    const { dimensions } = this;
    if (this.#size < this.capacity) return this.#points.slice(0, this.#size * dimensions);
    const ordered = new Float64Array(this.#points.length);
    const split = this.#next * dimensions;
    ordered.set(this.#points.subarray(split));
    ordered.set(this.#points.subarray(0, split), this.#points.length - split);
    return ordered;
  }

  /** Keeps the second of each pair: the newest point stays. Only before the first wrap, when slot 0 is the oldest. */
  #thin(): void {
    const { dimensions } = this;
    const points = this.#points;
    for (let kept = 0; kept < this.capacity / 2; kept++) {
      const from = (2 * kept + 1) * dimensions;
      points.copyWithin(kept * dimensions, from, from + dimensions);
    }
    this.#size = this.capacity / 2;
    this.#next = this.#size;
    this.#stride *= 2;
  }
}
