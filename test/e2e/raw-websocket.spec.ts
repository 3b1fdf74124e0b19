import { once } from 'node:events';
import { type IncomingMessage } from 'node:http';
import { type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { type SnapshotMessage } from '@genesis/contracts';
import { io } from 'socket.io-client';
import { type ClientOptions, type WebSocket } from 'ws';
import { rawSocket } from './raw-socket.js';
import { type RunningService, startService } from './running-service.js';
import { until } from './until.js';
import { exampleSnapshot } from './wire-examples.js';

/** A client and all that it was sent, parsed. */
interface RawClient {
  readonly socket: WebSocket;
  readonly messages: unknown[];
  readonly closed: Promise<readonly [code: number, reason: string]>;
}

function open(url: string, options: ClientOptions = {}): RawClient {
  const socket = rawSocket(url, options);
  const messages: unknown[] = [];
  socket.on('message', (data: Buffer) => messages.push(JSON.parse(data.toString())));
  const closed = new Promise<readonly [number, string]>((resolve) => {
    socket.once('close', (code, reason) => resolve([code, reason.toString()]));
  });
  return { socket, messages, closed };
}

async function connect(url: string, options: ClientOptions = {}): Promise<RawClient> {
  const client = open(url, options);
  await once(client.socket, 'open');
  return client;
}

/** The HTTP answer to a handshake that was not accepted. */
async function refusal(url: string, options: ClientOptions): Promise<{ status: number; body: unknown }> {
  const { socket } = open(url, options);
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) };
}

describe('raw WebSocket', () => {
  let service: RunningService;
  let url: string;
  let symbols: readonly string[];
  const show = (snapshots: readonly SnapshotMessage[]): void =>
    service.bus.emit('snapshots', { snapshots, dueAtMs: performance.now() });
  const active = (): number => service.connections.active('websocket');

  beforeAll(async () => {
    service = await startService();
    url = `${service.url}/ws`;
    symbols = service.replay.state().symbols;
  });
  afterAll(() => service.stop());

  describe('the stream', () => {
    beforeEach(() => void service.replay.resume());

    it('sends one snapshot a message, bare', async () => {
      const { socket, messages } = await connect(url);
      await until(() => messages.length >= 5);
      for (const message of messages) {
        expect(message).toMatchObject({
          symbol: expect.stringMatching(/./),
          sequence: expect.any(Number),
          timestamp: expect.any(Number),
          market_regime: expect.any(String),
        });
        expect((message as SnapshotMessage).bid_prices).toHaveLength(10);
      }
      socket.close();
    });

    it('sends the symbols that were asked for, and no others', async () => {
      const { socket, messages } = await connect(`${url}?symbol=${symbols[0]}&symbol=${symbols[1]}`);
      const seen = (): Set<string> => new Set((messages as SnapshotMessage[]).map(({ symbol }) => symbol));
      await until(() => seen().size === 2 && messages.length > 20);
      expect(seen()).toEqual(new Set([symbols[0], symbols[1]]));
      socket.close();
    });

    it('leaves Socket.IO its own upgrades', async () => {
      const raw = await connect(url);
      const client = io(service.url, { transports: ['websocket'], reconnection: false, forceNew: true });
      await new Promise<void>((resolve) => client.once('connect', resolve));
      expect(service.connections.active('socket_io')).toBe(1);
      client.disconnect();
      raw.socket.close();
    });
  });

  describe('bad clients', () => {
    beforeEach(async () => {
      service.replay.pause();
      await until(() => active() === 0);
    });

    it('says which symbols there are to one that asks for another', async () => {
      const { messages, closed } = open(`${url}?symbol=XYZ`);
      const [code, reason] = await closed;
      expect(code).toBe(1008);
      expect(reason).toMatch(/^symbol: got the unknown symbol "XYZ"; known: /);
      expect(messages).toEqual([{ error: expect.stringContaining(`known: ${symbols.join(', ')}`) }]);
      await until(() => active() === 0);
    });

    it('answers the first senseless message, and closes after the fifth', async () => {
      const { socket, messages, closed } = await connect(url);
      for (let i = 0; i < 5; i++) socket.send('{"room":');
      expect(await closed).toEqual([1008, expect.stringMatching(/^this stream takes no messages/)]);
      expect(messages).toEqual([{ error: expect.stringMatching(/^got malformed JSON, "\{/) }]);
    });

    it('closes with 1003 after too much binary data', async () => {
      const { socket, closed } = await connect(url);
      for (let i = 0; i < 5; i++) socket.send(Buffer.from([0xff, 0xfe]));
      expect((await closed)[0]).toBe(1003);
    });

    it('closes with 1009 on a payload above 64 KB, and goes on serving the others', async () => {
      const [bad, good] = [await connect(url), await connect(url)];
      bad.socket.send('x'.repeat(65_537));
      expect((await bad.closed)[0]).toBe(1009);
      await until(() => active() === 1);
      show([exampleSnapshot(symbols[0], 7)]);
      await until(() => good.messages.length === 1);
      good.socket.close();
    });

    it('counts a connection that breaks off exactly once', async () => {
      const clients = await Promise.all([connect(url), connect(url), connect(url)]);
      await until(() => active() === 3);
      clients[0].socket.terminate();
      await until(() => active() === 2);
      clients[1].socket.terminate();
      clients[2].socket.close();
      await until(() => active() === 0);
      show([exampleSnapshot(symbols[0], 1)]);
      expect(active()).toBe(0);
    });

    it('survives a malformed frame', async () => {
      const { socket, closed } = await connect(url);
      // Reserved bits that nobody agreed on, and no mask.
      tcpSocketOf(socket).write(Buffer.from([0xff, 0x7f, 0x00]));
      expect((await closed)[0]).toBe(1002);
    });

    it('turns away pages of other origins', async () => {
      expect(await refusal(url, { origin: 'https://evil.example' })).toEqual({
        status: 403,
        body: {
          statusCode: 403,
          error: 'Forbidden',
          message: ['origin https://evil.example is not among CORS_ORIGINS'],
        },
      });
    });

    it('gives a slow one the newest state, and a fast one everything', async () => {
      const [slow, fast] = [await connect(url), await connect(url)];
      const sequences = ({ messages }: RawClient): number[] =>
        (messages as SnapshotMessage[]).map(({ sequence }) => sequence);
      tcpSocketOf(slow.socket).pause();
      const conflated = (): number => service.connections.conflatedFrames().get('websocket') ?? 0;
      const before = conflated();
      let last = 0;
      // The buffers of the operating system are large; they fill up before anything waits in the service.
      while (conflated() === before) {
        show(Array.from({ length: 400 }, (_, i) => exampleSnapshot(symbols[0], last + i + 1)));
        last += 400;
        await until(() => fast.messages.length === last);
        await setTimeout(10);
      }
      expect(sequences(fast)).toEqual(Array.from({ length: last }, (_, i) => i + 1));
      tcpSocketOf(slow.socket).resume();
      await until(() => sequences(slow).at(-1) === last);
      expect(slow.messages.length).toBeLessThan(last);
      expect(sequences(slow)).toEqual(sequences(slow).toSorted((a, b) => a - b));
      slow.socket.close();
      fast.socket.close();
    });
  });

  it('turns away whoever comes when all connections are taken', async () => {
    const small = await startService({ MAX_CONNECTIONS: '1' });
    const first = await connect(`${small.url}/ws`);
    expect(await refusal(`${small.url}/ws`, {})).toMatchObject({
      status: 503,
      body: { message: ['all 1 connections are taken (MAX_CONNECTIONS)'] },
    });
    first.socket.close();
    await until(() => small.connections.totalActive === 0);
    await connect(`${small.url}/ws`);
    await small.stop();
  });
});

describe('shutdown with clients connected', () => {
  it('says goodbye to those that listen, and does not wait for those that do not', async () => {
    const service = await startService();
    const polite = await connect(`${service.url}/ws`);
    const deaf = await connect(`${service.url}/ws`);
    tcpSocketOf(deaf.socket).pause();
    const streaming = io(service.url, { transports: ['websocket'], reconnection: false, forceNew: true });
    await new Promise<void>((resolve) => streaming.once('connect', resolve));
    const left = new Promise((resolve) => streaming.once('disconnect', resolve));

    // Without our part in it the server would wait 30 s for the deaf one, as long as this test may take.
    await service.stop();

    expect(await polite.closed).toEqual([1001, 'the service is shutting down']);
    expect(await left).toBe('io server disconnect');
    await until(() => service.connections.totalActive === 0);
    deaf.socket.terminate();
  });
});

/** The connection below a client in Node.js. */
function tcpSocketOf(socket: WebSocket): Socket {
  return (socket as unknown as { _socket: Socket })._socket;
}
