import { type SnapshotMessage } from '@genesis/contracts';
import { textFrame } from './text-frame.js';

/** Packet types of Socket.IO (an event) and of Engine.IO (a message), as their protocols name them. */
const EVENT = '2';
const MESSAGE = '4';

/** One or more snapshots on their way to Socket.IO clients. */
export interface OutgoingSnapshots {
  readonly frames: readonly SnapshotFrame[];
  /** All of them as they go over a WebSocket, one frame each. */
  readonly bytes: Buffer;
}

/** A snapshot as Socket.IO clients get it, encoded once for all of them, and only if there is one. */
export class SnapshotFrame implements OutgoingSnapshots {
  readonly frames: readonly SnapshotFrame[] = [this];
  #packet: string | null = null;
  #bytes: Buffer | null = null;

  constructor(readonly snapshot: SnapshotMessage) {}

  /** The event packet of the default namespace. */
  get packet(): string {
    return (this.#packet ??= `${EVENT}${JSON.stringify(['snapshot', this.snapshot])}`);
  }

  get bytes(): Buffer {
    return (this.#bytes ??= textFrame(MESSAGE + this.packet));
  }
}

/** Several in order: a service that is behind sends what has piled up in one go. */
export function joined(frames: readonly SnapshotFrame[]): OutgoingSnapshots {
  if (frames.length === 1) return frames[0];
  return { frames, bytes: Buffer.concat(frames.map(({ bytes }) => bytes)) };
}
