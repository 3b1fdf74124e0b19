/** The deep outliers of a symbol's row, by price, so that a stub quote that rests is reported once. */
export class StandingOutliers {
  #shown: number[] = [];
  #showing: number[] = [];
  /** The row, as the symbol's count of rows before it, that showed `#shown`. */
  #shownAt = -1;

  /** Whether the row before row `seen` showed an outlier at `price`. */
  stands(price: number, seen: number): boolean {
    return this.#shownAt === seen - 1 && this.#shown.includes(price);
  }

  /** How many outliers the row before row `seen` showed. */
  count(seen: number): number {
    return this.#shownAt === seen - 1 ? this.#shown.length : 0;
  }

  /** Notes an outlier of the row at hand. */
  add(price: number): void {
    this.#showing.push(price);
  }

  /** Ends row `seen`: what was added to it is what stands now. */
  endRow(seen: number): void {
    if (this.#showing.length === 0) return;
    const reused = this.#shown;
    this.#shown = this.#showing;
    this.#showing = reused;
    reused.length = 0;
    this.#shownAt = seen;
  }

  /** Says of row `seen` that it shows the same outliers as the row before. */
  stay(seen: number): void {
    this.#shownAt = seen;
  }
}
