import { type SymbolTable } from '@genesis/market';
import { type LoadedSymbol } from './load-request.js';

/** Rows and span of each symbol of a load. */
export class SymbolTallies {
  /** By instrument. */
  readonly #tallies: ({ rows: number; fromMicros: number; toMicros: number } | undefined)[] = [];

  add(instrument: number, tsMicros: number): void {
    const tally = (this.#tallies[instrument] ??= { rows: 0, fromMicros: Infinity, toMicros: -Infinity });
    tally.rows++;
    if (tsMicros < tally.fromMicros) tally.fromMicros = tsMicros;
    if (tsMicros > tally.toMicros) tally.toMicros = tsMicros;
  }

  /** Those with a row, by symbol. */
  list(symbols: SymbolTable): LoadedSymbol[] {
    const list = this.#tallies.flatMap((tally, instrument) =>
      tally === undefined ? [] : [{ symbol: symbols.symbolAt(instrument), ...tally }],
    );
    return list.sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
  }
}
