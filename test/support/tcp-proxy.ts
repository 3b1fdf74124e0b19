import { once } from 'node:events';
import {
  type AddressInfo,
  connect,
  createServer,
  type NetConnectOpts,
  type Server,
  type Socket,
} from 'node:net';
import { pipeline, Transform } from 'node:stream';

/** Stands between a client and a server and does what networks do: cuts, refuses, swallows, delays. */
export class TcpProxy {
  /** What is sent either way arrives so much later. */
  delayMs = 0;
  /** New connections are closed at once. */
  refusing = false;
  /** Nothing gets through either way, and nobody is told; who lost something this way gets nothing more at all. */
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
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    const line = { dead: false };
    this.#forward(client, upstream, line);
    this.#forward(upstream, client, line);
  }

  #forward(from: Socket, to: Socket, line: Line): void {
    this.#sockets.add(from);
    // What broke is passed on as an end.
    pipeline(from, this.#gate(line), to, () => to.destroy());
    from.once('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
  }

  #gate(line: Line): Transform {
    return new Transform({
      transform: (chunk: Buffer, _encoding, done) => {
        line.dead ||= this.swallowing;
        if (line.dead) done();
        else if (this.delayMs > 0) setTimeout(done, this.delayMs, null, chunk);
        else done(null, chunk);
      },
    });
  }
}

/** A connection that lost something is never heard of again: TCP gives all or nothing, never a part. */
interface Line {
  dead: boolean;
}
