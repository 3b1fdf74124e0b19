const OTHER = 'other';

/** The first `limit` values keep their name as a label, all further ones share one: each label costs a time series. */
export class BoundedLabels {
  readonly #known = new Set<string>();

  constructor(private readonly limit: number) {}

  labelOf(value: string): string {
    if (this.#known.has(value)) return value;
    if (this.#known.size >= this.limit) return OTHER;
    this.#known.add(value);
    return value;
  }
}
