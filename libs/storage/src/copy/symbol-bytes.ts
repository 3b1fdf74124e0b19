import { type SymbolTable } from '@genesis/market';

/** The symbols of a table as UTF-8, worked out once each. */
export class SymbolBytes {
  readonly #bytes: Buffer[] = [];

  constructor(readonly symbols: SymbolTable) {}

  at(instrument: number): Buffer {
    return (this.#bytes[instrument] ??= Buffer.from(this.symbols.symbolAt(instrument)));
  }
}
