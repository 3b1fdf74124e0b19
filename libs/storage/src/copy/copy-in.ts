import { type PoolClient } from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { type StallGuard } from './stall-guard.js';

/** What waits for the connection. */
interface Waiting {
  readonly done: () => void;
  readonly failed: (error: Error) => void;
}

/** A `COPY … FROM STDIN` under way. One write at a time; nothing is visible before the transaction is committed. */
export class CopyIn {
  readonly #stream: CopyStreamQuery;
  #waiting: Waiting | null = null;
  #error: Error | null = null;
  readonly #onError = (error: Error): void => this.#fail(error);
  readonly #onEnd = (): void => this.#fail(new Error('Connection terminated unexpectedly'));

  constructor(
    readonly client: PoolClient,
    statement: string,
    readonly guard: StallGuard,
  ) {
    this.#stream = client.query(copyFrom(statement));
    this.#stream.on('error', this.#onError);
    // A connection that breaks is not always told to the statement under way.
    client.on('error', this.#onError);
    client.on('end', this.#onEnd);
  }

  /** Resolves when the bytes are with the system and may be overwritten. @throws what the server says */
  write(bytes: Uint8Array): Promise<void> {
    return this.#wait((done) => this.#stream.write(bytes, done));
  }

  /** Resolves when the server has taken everything. @throws what the server says */
  async end(): Promise<void> {
    await this.#wait((done) => this.#stream.end(done));
    this.#leaveClient();
  }

  #wait(begin: (done: () => void) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#error !== null) {
        reject(this.#error);
        return;
      }
      this.#waiting = { done: resolve, failed: reject };
      this.guard.touch();
      begin(() => this.#finish());
    });
  }

  #finish(): void {
    this.guard.stop();
    // After a failure the write's own callback comes too; the wait is over by then.
    if (this.#error === null) this.#waiting?.done();
    this.#waiting = null;
  }

  #fail(error: Error): void {
    this.guard.stop();
    this.#leaveClient();
    this.#error ??= error;
    this.#waiting?.failed(this.#error);
    this.#waiting = null;
  }

  /** The connection outlives the COPY: it may carry thousands of them. */
  #leaveClient(): void {
    this.client.off('error', this.#onError);
    this.client.off('end', this.#onEnd);
  }
}
