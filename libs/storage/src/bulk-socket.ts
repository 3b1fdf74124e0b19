import { type ConnectOpts, Socket, type SocketConstructorOpts } from 'node:net';

/** Takes bytes that are overwritten as soon as it returns. */
export type BytesTaker = (bytes: Buffer) => void;

const READ_BYTES = 128 * 1024;

/**
 * The socket of a connection that much is read from. Node makes a new buffer for each reading otherwise: collecting them
 * took nearly half of a replay's time. This one reads into one buffer, and copies out of it what nobody takes at once.
 * Under TLS it carries the encrypted bytes, and the stream above it is an ordinary one.
 */
export class BulkSocket extends Socket {
  /** Gets what comes in place of the stream's listeners. */
  taker: BytesTaker | null = null;

  constructor() {
    const self: { socket: BulkSocket | null } = { socket: null };
    const callback = (count: number, buffer: Uint8Array): boolean =>
      self.socket?.received(Buffer.from(buffer.buffer, buffer.byteOffset, count)) ?? true;
    const options: SocketConstructorOpts & ConnectOpts = {
      onread: { buffer: Buffer.allocUnsafeSlow(READ_BYTES), callback },
    };
    super(options);
    self.socket = this;
  }

  /** @returns whether more may be read */
  private received(bytes: Buffer): boolean {
    if (this.taker === null) return this.push(Buffer.from(bytes));
    this.taker(bytes);
    return true;
  }
}
