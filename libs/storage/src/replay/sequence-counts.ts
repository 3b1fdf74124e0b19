import { growFloat64Array, type SnapshotBatch, type SymbolTable } from '@genesis/market';

/** The sequence numbers given so far, by instrument. */
export class SequenceCounts {
  #counts = new Float64Array(16);
  /** Instruments that have a count. */
  #known = 0;

  /** @param before how many rows each symbol has before the first one that is numbered; none where it is left out */
  constructor(
    readonly symbols: SymbolTable,
    readonly before: ReadonlyMap<string, number>,
  ) {}

  /** Numbers the rows of a batch. */
  number(batch: SnapshotBatch): void {
    const { instruments, sequences, length } = batch;
    for (let row = 0; row < length; row++) {
      const instrument = instruments[row];
      while (this.#known <= instrument) this.#learn(this.#known++);
      sequences[row] = ++this.#counts[instrument];
    }
  }

  #learn(instrument: number): void {
    if (instrument === this.#counts.length) this.#counts = growFloat64Array(this.#counts);
    this.#counts[instrument] = this.before.get(this.symbols.symbolAt(instrument)) ?? 0;
  }
}
