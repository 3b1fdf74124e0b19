import { once } from 'node:events';
import {
  type AddressInfo,
  connect,
  createServer,
  type NetConnectOpts,
  type Server,
  type Socket,
} from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Stands between a client and a server and does what networks do: cuts, refuses, swallows, delays. */
export class TcpProxy {
  /** What is sent either way arrives so much later. */
  delayMs = 0;
  /** New connections are closed at once. */
  refusing = false;
  /** Nothing gets through either way, and nobody is told. */
  swallowing = false;
  connections = 0;
  readonly #sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly target: NetConnectOpts,
  ) {
    server.on('connection', (client: Socket) => this.#connect(client));
  }

  static async listen(target: NetConnectOpts): Promise<TcpProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpProxy(server, target);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Breaks every connection that is open. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    this.server.close();
    await once(this.server, 'close');
  }

  #connect(client: Socket): void {
    this.connections++;
    if (this.refusing) return void client.destroy();
    const upstream = connect(this.target);
    this.#forward(client, upstream);
    this.#forward(upstream, client);
  }

  #forward(from: Socket, to: Socket): void {
    this.#sockets.add(from);
    // What broke is passed on as an end; a test that breaks things expects it.
    from.on('error', () => undefined);
    from.once('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
    let sent = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      if (this.swallowing) return;
      sent = sent.then(() => this.#send(chunk, from, to));
    });
  }

  /** In the order of arrival, and no faster than the other side takes it. */
  async #send(chunk: Buffer, from: Socket, to: Socket): Promise<void> {
    if (this.delayMs > 0) await sleep(this.delayMs);
    if (to.destroyed || to.write(chunk)) return;
    from.pause();
    await Promise.race([once(to, 'drain'), once(to, 'close')]);
    from.resume();
  }
}
