import { WebSocket } from 'ws';
import { type ClientSocket } from '../client-socket.js';
import { type Connection } from '../pacing/congestion-watch.js';
import { type OutgoingSnapshots } from './snapshot-frame.js';

/** About what a snapshot takes on the wire; Engine.IO tells how many frames wait, not how long they are. */
const FRAME_BYTES = 1024;

/**
 * The parts of Engine.IO's connection that say what waits: a queue of its own, and that of the WebSocket; and the door
 * through which it sends frames that were encoded before.
 */
interface EngineConnection {
  readonly readyState: string;
  readonly writeBuffer: { readonly length: number };
  readonly transport: {
    readonly name: string;
    readonly writable: boolean;
    /** Of the transport `websocket`. */
    readonly socket?: {
      readonly readyState: number;
      readonly bufferedAmount: number;
      readonly _sender: { sendFrame(parts: readonly Buffer[]): void };
    };
  };
  write(packet: string, options: { compress: boolean; wsPreEncodedFrame: readonly Buffer[] }): void;
}

/** A Socket.IO client's connection. */
export class SocketIoOutlet implements Connection {
  readonly #connection: EngineConnection;

  constructor(
    socket: ClientSocket,
    private readonly limitBytes: number,
  ) {
    // Engine.IO declares them private, though nothing else tells how far a client is behind.
    this.#connection = socket.conn as unknown as EngineConnection;
  }

  get congested(): boolean {
    return this.backlogBytes > this.limitBytes;
  }

  get drained(): boolean {
    return this.#connection.transport.writable && this.backlogBytes === 0;
  }

  get backlogBytes(): number {
    const { writeBuffer, transport } = this.#connection;
    return writeBuffer.length * FRAME_BYTES + (transport.socket?.bufferedAmount ?? 0);
  }

  /**
   * To the WebSocket at once where nothing waits before it: on the way through Socket.IO and Engine.IO a frame costs twice as
   * much of our time, and each one is a write of its own.
   */
  send({ frames, bytes }: OutgoingSnapshots): void {
    const { readyState, writeBuffer, transport } = this.#connection;
    const socket = transport.name === 'websocket' ? transport.socket : undefined;
    if (readyState === 'open' && socket?.readyState === WebSocket.OPEN && writeBuffer.length === 0) {
      socket._sender.sendFrame([bytes]);
      return;
    }
    for (const { packet, bytes: frame } of frames) {
      this.#connection.write(packet, { compress: false, wsPreEncodedFrame: [frame] });
    }
  }
}
