import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { WebSocket, WebSocketServer } from 'ws';

const HANDSHAKE =
  '0{"sid":"bare","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}';

/**
 * The least that a server can do: `ws` alone, which shakes hands like Socket.IO and sends one text to everybody who is
 * there. It knows no rooms, encodes nothing and looks after nobody.
 */
export class BareBroadcast {
  readonly #http = createServer();
  readonly #server = new WebSocketServer({ server: this.#http, perMessageDeflate: false });

  async listen(): Promise<string> {
    this.#server.on('connection', (socket) => {
      socket.on('message', (data: Buffer) => {
        if (data.toString() === '40') socket.send('40{"sid":"bare"}');
      });
      socket.send(HANDSHAKE);
    });
    this.#http.listen(0, '127.0.0.1');
    await once(this.#http, 'listening');
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  send(text: string): void {
    for (const socket of this.#server.clients) if (socket.readyState === WebSocket.OPEN) socket.send(text);
  }

  /** The most that waits for any client. */
  get mostBuffered(): number {
    let most = 0;
    for (const { bufferedAmount } of this.#server.clients) most = Math.max(most, bufferedAmount);
    return most;
  }

  async close(): Promise<void> {
    for (const socket of this.#server.clients) socket.terminate();
    this.#http.close();
    await once(this.#http, 'close');
  }
}
