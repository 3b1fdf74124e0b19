import { type SymbolTable } from '@genesis/market';

const LONGEST_SYMBOL = 64;
/** No blanks inside and nothing that would break a line or a file name's quoting. */
const SYMBOL = /^[\p{L}\p{N}\p{P}\p{S}]+$/u;

/** Instruments by the bytes of a symbol cell; neighbouring rows mostly name the same one, so that one is kept. */
export class SymbolCells {
  #last = Buffer.alloc(0);
  #lastInstrument = -1;

  constructor(readonly symbols: SymbolTable) {}

  /** The instrument of `bytes[from..to)`; -1 where that is no symbol (empty, blank, longer than 64 characters). */
  instrumentAt(bytes: Buffer, from: number, to: number): number {
    if (!this.#isLast(bytes, from, to)) this.#look(bytes, from, to);
    return this.#lastInstrument;
  }

  #isLast(bytes: Buffer, from: number, to: number): boolean {
    const last = this.#last;
    if (last.length !== to - from || last.length === 0) return false;
    for (let at = 0; at < last.length; at++) if (last[at] !== bytes[from + at]) return false;
    return true;
  }

  #look(bytes: Buffer, from: number, to: number): void {
    this.#last = Buffer.from(bytes.subarray(from, to));
    const symbol = this.#last.toString('utf8');
    const usable = symbol.length <= LONGEST_SYMBOL && SYMBOL.test(symbol);
    this.#lastInstrument = usable ? this.symbols.add(symbol) : -1;
  }
}
