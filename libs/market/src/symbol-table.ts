/**
 * Symbols by small dense index, so that a row carries a number and state lives in arrays. Append-only: an
 * index never changes its meaning while the table lives.
 */
export class SymbolTable {
  readonly #symbols: string[] = [];
  readonly #indices = new Map<string, number>();

  constructor(symbols: Iterable<string> = []) {
    for (const symbol of symbols) this.add(symbol);
  }

  get size(): number {
    return this.#symbols.length;
  }

  /** The symbol's index; a new symbol gets the next one. */
  add(symbol: string): number {
    const known = this.#indices.get(symbol);
    if (known !== undefined) return known;
    const index = this.#symbols.push(symbol) - 1;
    this.#indices.set(symbol, index);
    return index;
  }

  /** The symbol's index, or -1 for one that was never added. */
  indexOf(symbol: string): number {
    return this.#indices.get(symbol) ?? -1;
  }

  /** @throws RangeError for an index that was never handed out. */
  symbolAt(index: number): string {
    const symbol = this.#symbols[index];
    if (symbol === undefined) throw new RangeError(`no symbol has index ${index}; ${this.size} are known`);
    return symbol;
  }

  all(): readonly string[] {
    return this.#symbols;
  }
}
