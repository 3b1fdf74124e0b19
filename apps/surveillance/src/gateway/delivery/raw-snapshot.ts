import { type SnapshotMessage } from '@genesis/contracts';

/** A snapshot as raw clients get it, encoded once for all of them, and only if there is one. */
export class RawSnapshot {
  #json: Buffer | null = null;

  constructor(private readonly snapshot: SnapshotMessage) {}

  get symbol(): string {
    return this.snapshot.symbol;
  }

  get json(): Buffer {
    return (this.#json ??= Buffer.from(JSON.stringify(this.snapshot)));
  }
}
