import { type SnapshotMessage } from '@genesis/contracts';
import { type Outlet } from './client-lane.js';
import { type ClientSocket } from './client-socket.js';

/** About what a snapshot takes on the wire; Engine.IO tells how many frames wait, not how long they are. */
const FRAME_BYTES = 1024;

/** The parts of Engine.IO's connection that say what waits: a queue of its own, and that of the WebSocket. */
interface EngineQueue {
  readonly writeBuffer: { readonly length: number };
  readonly transport: { readonly writable: boolean; readonly socket?: { readonly bufferedAmount?: number } };
}

/** A Socket.IO client's connection. */
export class SocketIoOutlet implements Outlet<SnapshotMessage> {
  constructor(
    private readonly socket: ClientSocket,
    private readonly limitBytes: number,
  ) {}

  get congested(): boolean {
    return this.backlogBytes > this.limitBytes;
  }

  get drained(): boolean {
    const { writeBuffer, transport } = this.#queue;
    return writeBuffer.length === 0 && transport.writable;
  }

  get backlogBytes(): number {
    const { writeBuffer, transport } = this.#queue;
    return writeBuffer.length * FRAME_BYTES + (transport.socket?.bufferedAmount ?? 0);
  }

  send(snapshot: SnapshotMessage): void {
    this.socket.emit('snapshot', snapshot);
  }

  get #queue(): EngineQueue {
    // Engine.IO declares its queue private, though nothing else tells how far a client is behind.
    return this.socket.conn as unknown as EngineQueue;
  }
}
