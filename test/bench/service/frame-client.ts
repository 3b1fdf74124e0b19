import { WebSocket } from 'ws';

/** Engine.IO and Socket.IO packets, as their protocols name them. */
const OPEN = 48;
const PING = 50;
const MESSAGE = 52;
const CONNECTED = 48;
const EVENT = 50;

export interface FrameClientOptions {
  /** Where the server is, `http://host:port`. */
  readonly url: string;
  /** States a second and symbol; all of them where it is left out. */
  readonly maxRate?: number;
  /** Takes an event packet as it came. */
  readonly onEvent: (packet: Buffer) => void;
}

/**
 * A Socket.IO client that reads no more of a packet than it has to: a thousand of the real ones would measure how fast
 * one process parses JSON. Subscribes to all snapshots.
 */
export class FrameClient {
  readonly #socket: WebSocket;
  readonly #joined: Promise<void>;

  constructor({ url, maxRate, onEvent }: FrameClientOptions) {
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
      perMessageDeflate: false,
    });
    const request = JSON.stringify([
      'subscribe',
      { room: 'snapshots', ...(maxRate !== undefined && { maxRate }) },
    ]);
    this.#joined = new Promise((resolve, reject) => {
      this.#socket.on('error', reject);
      this.#socket.on('message', (data: Buffer) => {
        if (data[0] === OPEN) this.#socket.send('40');
        else if (data[0] === PING) this.#socket.send('3');
        else if (data[0] === MESSAGE && data[1] === EVENT) onEvent(data);
        else if (data[0] === MESSAGE && data[1] === CONNECTED) {
          this.#socket.send(`42${request}`);
          resolve();
        }
      });
    });
  }

  /** Resolves when it has asked for its room. @throws the connection's error */
  joined(): Promise<void> {
    return this.#joined;
  }

  /** Stops reading, as a client does whose network is worse than ours. */
  stall(): void {
    this.#socket.pause();
  }

  close(): void {
    this.#socket.terminate();
  }
}
