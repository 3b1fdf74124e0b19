import { type SymbolTable } from '@genesis/market';

/** A symbol in a table may be longer than files have it, but not without bound. */
export const LONGEST_SYMBOL_BYTES = 1_024;

/** Symbols from their bytes: one that comes again and again costs a comparison, not a string. */
export class SymbolReader {
  /** By instrument. */
  readonly #bytes: Buffer[] = [];
  readonly #byText = new Map<string, number>();
  #last = -1;

  constructor(readonly symbols: SymbolTable) {}

  /** The instrument of the symbol that stands in `bytes` from `from` up to `to`. */
  read(bytes: Buffer, from: number, to: number): number {
    if (this.#last >= 0 && this.#isAt(this.#last, bytes, from, to)) return this.#last;
    return (this.#last = this.#find(bytes, from, to));
  }

  /** A few symbols are compared one by one; text is made only where that finds none. */
  #find(bytes: Buffer, from: number, to: number): number {
    const near = Math.min(this.#bytes.length, MOST_COMPARED);
    for (let instrument = 0; instrument < near; instrument++)
      if (this.#isAt(instrument, bytes, from, to)) return instrument;
    const text = bytes.toString('utf8', from, to);
    return this.#byText.get(text) ?? this.#learn(text, bytes, from, to);
  }

  #learn(text: string, bytes: Buffer, from: number, to: number): number {
    const instrument = this.symbols.add(text);
    this.#byText.set(text, instrument);
    this.#bytes[instrument] = Buffer.from(bytes.subarray(from, to));
    return instrument;
  }

  #isAt(instrument: number, bytes: Buffer, from: number, to: number): boolean {
    const known = this.#bytes[instrument] as Buffer | undefined;
    if (known?.length !== to - from) return false;
    for (let index = 0; index < known.length; index++) if (known[index] !== bytes[from + index]) return false;
    return true;
  }
}

const MOST_COMPARED = 16;
