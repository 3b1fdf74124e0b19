import { type PoolClient } from 'pg';
import { COPY_HEADER, COPY_TRAILER } from './copy-binary.js';
import { CopyChunk } from './copy-chunk.js';
import { CopyIn } from './copy-in.js';
import { type StallGuard } from './stall-guard.js';

/** Two chunks by turns: one is filled while the other is on its way. */
export class CopyWriter {
  #chunk = new CopyChunk();
  #other = new CopyChunk();
  #copy: CopyIn | null = null;
  #sending: Promise<void> = Promise.resolve();

  constructor(
    readonly client: PoolClient,
    readonly statement: string,
    readonly guard: StallGuard,
  ) {}

  /** What is to be filled; another one after each `flush`. */
  get chunk(): CopyChunk {
    return this.#chunk;
  }

  /** Begins a COPY; the connection has no other statement under way. */
  begin(): void {
    this.#copy = new CopyIn(this.client, this.statement, this.guard);
    this.#chunk.at = 0;
    this.#chunk.putRaw(COPY_HEADER);
  }

  /** Sends what is filled. @throws what the server says of it, or of what went before */
  async flush(): Promise<void> {
    await this.#sending;
    if (this.#copy === null) throw new Error('no COPY has been begun');
    this.#sending = this.#copy.write(this.#chunk.filled());
    // What went wrong is told by the next wait, which may be much later: handled, so that it ends nothing.
    this.#sending.catch(() => undefined);
    [this.#chunk, this.#other] = [this.#other, this.#chunk];
    this.#chunk.at = 0;
  }

  /** Ends the COPY; the server has taken all its rows. @throws what the server says */
  async end(): Promise<void> {
    if (!this.#chunk.hasRoomFor(COPY_TRAILER.length)) await this.flush();
    this.#chunk.putRaw(COPY_TRAILER);
    await this.flush();
    await this.#sending;
    await this.#copy?.end();
    this.#copy = null;
  }
}
