import { type Connection, type Submittable } from 'pg';
import { BulkSocket, type BytesTaker } from '../bulk-socket.js';

/** Messages of the server: a byte that says what it is, and four with its length, themselves included. */
const HEAD_BYTES = 5;
const COPY_DATA = 0x64;
const COPY_DONE = 0x63;
const ERROR_RESPONSE = 0x45;
const NOTHING: Buffer = Buffer.alloc(0);

/**
 * A `COPY … TO STDOUT` under way. Own code, because each row comes as a message of its own, for which `pg` and
 * `pg-copy-streams` make several objects each; with the buffers of the socket they were half of what a replay cost its
 * reader. Here the data of a chunk are moved together within it and handed over as one piece. All other messages go to `pg`.
 */
export class CopyOut implements Submittable {
  /** Resolves when the connection is ready for its next statement. @throws what the server says, or `onData` */
  readonly done: Promise<void>;
  #settle: (error: Error | null) => void = () => undefined;
  #connection: Connection | null = null;
  /** What `pg` reads the connection with; not listening in between. */
  #others: BytesTaker = () => undefined;
  /** Bytes of the message under way that are still to come, and whether they are data. */
  #left = 0;
  #isData = false;
  /** A message's head that a chunk ended in. */
  #cutHead = NOTHING;

  /**
   * @param onData takes data as they come, cut anywhere; the bytes are overwritten afterwards. Its caller is not held up,
   * so it should ask for no more rows than it has room for
   */
  constructor(
    readonly statement: string,
    readonly onData: BytesTaker,
  ) {
    this.done = new Promise((resolve, reject) => {
      this.#settle = (error) => (error === null ? resolve() : reject(error));
    });
  }

  /** Called by `pg` when it is this statement's turn. */
  submit(connection: Connection): void {
    const { stream } = connection;
    // The first one is that of `pg`, from when the connection was made.
    this.#others = stream.listeners('data')[0] as BytesTaker;
    this.#connection = connection;
    if (stream instanceof BulkSocket) stream.taker = this.#take;
    else stream.on('data', this.#take).off('data', this.#others);
    connection.query(this.statement);
  }

  /** Called by `pg`; also where the connection breaks. */
  handleError(error: Error): void {
    this.#leave();
    this.#settle(error);
  }

  /** Called by `pg`. */
  handleCommandComplete(): void {
    return;
  }

  /** Called by `pg` when all is over; after an error that is no news. */
  handleReadyForQuery(): void {
    this.#settle(null);
  }

  readonly #take = (chunk: Buffer): void => {
    const bytes = this.#cutHead.length === 0 ? chunk : Buffer.concat([this.#cutHead, chunk]);
    this.#cutHead = NOTHING;
    let at = 0;
    let dataEnd = 0;
    while (at < bytes.length) {
      if (this.#left === 0) {
        if (bytes.length - at < HEAD_BYTES) {
          this.#cutHead = Buffer.from(bytes.subarray(at));
          break;
        }
        if (bytes[at] === COPY_DONE || bytes[at] === ERROR_RESPONSE) {
          this.#end(bytes, dataEnd, at);
          return;
        }
        at = this.#begin(bytes, at);
      }
      const part = Math.min(this.#left, bytes.length - at);
      if (this.#isData) {
        bytes.copyWithin(dataEnd, at, at + part);
        dataEnd += part;
      } else this.#others(Buffer.from(bytes.subarray(at, at + part)));
      this.#left -= part;
      at += part;
    }
    this.#hand(bytes, dataEnd);
  };

  /** Of data only what follows the head is taken. @returns where that begins */
  #begin(bytes: Buffer, at: number): number {
    this.#isData = bytes[at] === COPY_DATA;
    const length = bytes.readUInt32BE(at + 1);
    this.#left = this.#isData ? length + 1 - HEAD_BYTES : length + 1;
    return this.#isData ? at + HEAD_BYTES : at;
  }

  /** No more data come: the rest is for `pg`, which says how it ended. */
  #end(bytes: Buffer, dataEnd: number, at: number): void {
    this.#hand(bytes, dataEnd);
    this.#leave();
    // `pg` may keep a part of it.
    this.#others(Buffer.from(bytes.subarray(at)));
  }

  #hand(bytes: Buffer, dataEnd: number): void {
    if (dataEnd === 0) return;
    try {
      this.onData(bytes.subarray(0, dataEnd));
    } catch (error) {
      this.#settle(error as Error);
    }
  }

  #leave(): void {
    const stream = this.#connection?.stream;
    this.#connection = null;
    if (stream instanceof BulkSocket) stream.taker = null;
    else stream?.off('data', this.#take).prependListener('data', this.#others);
  }
}
