import { growFloat64Array, type SnapshotBatch } from '@genesis/market';

/** The sequence numbers given so far, by instrument. */
export class SequenceCounts {
  #counts = new Float64Array(16);

  start(instrument: number, count: number): void {
    this.#makeRoom(instrument);
    this.#counts[instrument] = count;
  }

  /** Numbers the rows of a batch. */
  number(batch: SnapshotBatch): void {
    const { instruments, sequences, length } = batch;
    for (let row = 0; row < length; row++) {
      const instrument = instruments[row];
      this.#makeRoom(instrument);
      sequences[row] = ++this.#counts[instrument];
    }
  }

  #makeRoom(instrument: number): void {
    while (instrument >= this.#counts.length) this.#counts = growFloat64Array(this.#counts);
  }
}
