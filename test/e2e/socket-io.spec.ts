import { setTimeout } from 'node:timers/promises';
import {
  type Acknowledgement,
  type AlertMessage,
  type ClientToServerEvents,
  type ServerToClientEvents,
  type SnapshotMessage,
} from '@genesis/contracts';
import { io, type Socket } from 'socket.io-client';
import { rawSocket } from './raw-socket.js';
import { type RunningService, startService } from './running-service.js';
import { until } from './until.js';
import { exampleAlert, exampleAnomaly, exampleSnapshot } from './wire-examples.js';

type Client = Socket<ServerToClientEvents, ClientToServerEvents>;

describe('Socket.IO', () => {
  let service: RunningService;
  let symbols: readonly string[];
  const clients: Client[] = [];

  const connect = async (transports = ['websocket']): Promise<Client> => {
    const client: Client = io(service.url, {
      transports,
      reconnection: false,
      forceNew: true,
    });
    clients.push(client);
    await new Promise<void>((resolve, reject) => {
      client.once('connect', resolve);
      client.once('connect_error', reject);
    });
    return client;
  };
  /** Whatever a client may send, also what the types forbid. */
  const ask = (
    client: Client,
    event: 'subscribe' | 'unsubscribe',
    payload: unknown,
  ): Promise<Acknowledgement> => client.emitWithAck(event, payload as never);
  const collect = <E extends keyof ServerToClientEvents>(
    client: Client,
    event: E,
  ): Parameters<ServerToClientEvents[E]>[0][] => {
    const received: unknown[] = [];
    client.onAny((name: string, payload: unknown) => {
      if (name === event) received.push(payload);
    });
    return received as Parameters<ServerToClientEvents[E]>[0][];
  };
  const show = (snapshots: readonly SnapshotMessage[]): void =>
    service.bus.emit('snapshots', { snapshots, dueAtMs: performance.now() });
  const sequencesOf = (snapshots: readonly SnapshotMessage[]): number[] =>
    snapshots.map(({ sequence }) => sequence);

  beforeAll(async () => {
    service = await startService();
    symbols = service.replay.state().symbols;
  });
  afterAll(() => service.stop());
  beforeEach(() => void service.replay.resume());
  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    await until(() => service.connections.totalActive === 0);
  });

  describe('rooms', () => {
    it('gives the history, oldest first, and goes on from there without a gap', async () => {
      const client = await connect();
      const order: string[] = [];
      client.onAny((event: string) => order.push(event));
      const history = collect(client, 'history');
      const live = collect(client, 'snapshot');
      await until(() => service.replay.state().snapshots > 30);
      const room = `snapshots:${symbols[0]}`;
      expect(await ask(client, 'subscribe', { room })).toEqual({ ok: true, room });
      await until(() => live.length >= 10);

      expect(order.slice(0, 2)).toEqual(['history', 'snapshot']);
      expect(history).toHaveLength(1);
      expect(history[0].length).toBeGreaterThan(0);
      expect(history[0].length).toBeLessThanOrEqual(100);
      const shown = [...history[0], ...live];
      expect(new Set(shown.map(({ symbol }) => symbol))).toEqual(new Set([symbols[0]]));
      const first = shown[0].sequence;
      expect(sequencesOf(shown)).toEqual(shown.map((_, i) => first + i));
    });

    it('gives the snapshots of all symbols in the room of all, until it is left', async () => {
      const client = await connect();
      const live = collect(client, 'snapshot');
      await ask(client, 'subscribe', 'snapshots');
      await until(() => new Set(live.map(({ symbol }) => symbol)).size === symbols.length);
      expect(await ask(client, 'unsubscribe', { room: 'snapshots' })).toEqual({
        ok: true,
        room: 'snapshots',
      });
      const count = live.length;
      show([exampleSnapshot(symbols[0], 1)]);
      await ask(client, 'unsubscribe', { room: 'snapshots' });
      expect(live).toHaveLength(count);
    });

    it('sends each message once to a client in both rooms of a symbol', async () => {
      const client = await connect();
      const alerts = collect(client, 'alert');
      const updates = collect(client, 'alert_update');
      await ask(client, 'subscribe', { room: 'alerts' });
      await ask(client, 'subscribe', { room: `alerts:${symbols[0]}` });
      service.bus.emit('alert', exampleAlert(symbols[0], 'both'));
      service.bus.emit('alert_updated', exampleAlert(symbols[0], 'both'));
      service.bus.emit('alert', exampleAlert(symbols[1], 'all'));
      await until(() => alerts.some(({ id }) => id === 'all'));
      expect(alerts.filter(({ id }) => id === 'both')).toHaveLength(1);
      expect(updates.filter(({ id }) => id === 'both')).toHaveLength(1);
    });

    it('keeps the alerts of other symbols out of the room of one', async () => {
      const client = await connect();
      const alerts = collect(client, 'alert');
      await ask(client, 'subscribe', { room: `alerts:${symbols[0]}` });
      service.bus.emit('alert', exampleAlert(symbols[1], 'other'));
      service.bus.emit('alert', exampleAlert(symbols[0], 'mine'));
      await until(() => alerts.some(({ id }) => id === 'mine'));
      expect(alerts.map(({ symbol }) => symbol)).not.toContain(symbols[1]);
    });

    it('sends anomalies', async () => {
      const client = await connect();
      const anomalies = collect(client, 'anomaly');
      await ask(client, 'subscribe', { room: 'anomalies' });
      service.bus.emit('anomaly', exampleAnomaly(symbols[0], 'a1'));
      await until(() => anomalies.some(({ id }) => id === 'a1'));
    });

    it('tells how the replay stands, at once and whenever it changes', async () => {
      const client = await connect();
      const states = collect(client, 'replay');
      await ask(client, 'subscribe', { room: 'replay' });
      expect(states.map(({ state }) => state)).toEqual(['PLAYING']);
      service.replay.pause();
      await until(() => states.length === 2);
      expect(states[1].state).toBe('PAUSED');
    });

    it('tells the metrics again and again', async () => {
      const client = await connect();
      const metrics = collect(client, 'metrics');
      await ask(client, 'subscribe', { room: 'metrics' });
      await until(() => metrics.length >= 2);
      expect(metrics.at(-1)).toMatchObject({ mode: 'SIMULATION', active_connections: 1 });
    });
  });

  describe('refused requests', () => {
    it.each<[unknown, RegExp]>([
      [{ room: 'orders' }, /^room: "orders" does not exist; allowed: snapshots, snapshots:<SYMBOL>, alerts/],
      [{ room: 'snapshots:XYZ' }, /^room: "snapshots:XYZ" names the unknown symbol "XYZ"; known: \w+/],
      [{ room: 42 }, /^room: got 42; allowed: a text/],
      [{}, /^room: got nothing; allowed: a text/],
      [null, /^payload: got null; allowed/],
      [17, /^payload: got 17; allowed/],
      [['snapshots'], /^payload: got \["snapshots"\]; allowed/],
      [{ room: 'snapshots', maxRate: 0 }, /^maxRate: got 0; allowed: a number from 0.1 to 1000/],
      [{ room: 'snapshots', maxRate: '5' }, /^maxRate: got "5"; allowed/],
      [{ room: 'snapshots', maxRate: 1001 }, /^maxRate: got 1001; allowed/],
      [{ room: 'alerts', maxRate: 5 }, /^maxRate: got 5 for "alerts"; allowed: for rooms of snapshots only/],
      [{ room: 'snapshots', maxrate: 5 }, /^"maxrate" is not a field here; allowed: room, maxRate$/],
      [Buffer.from([1, 2, 3]), /^room: got nothing/],
    ])('%j', async (payload, error) => {
      const client = await connect();
      expect(await ask(client, 'subscribe', payload)).toEqual({
        ok: false,
        error: expect.stringMatching(error),
      });
      expect(await ask(client, 'subscribe', { room: 'replay' })).toEqual({ ok: true, room: 'replay' });
    });

    it('no payload at all, several of them, no callback', async () => {
      const client = await connect();
      const untyped = client as Socket;
      const answer: unknown = await untyped.emitWithAck('subscribe');
      expect(answer).toEqual({ ok: false, error: expect.stringMatching(/^payload: got nothing/) });
      untyped.emit('subscribe');
      untyped.emit('subscribe', { room: 'orders' });
      untyped.emit('subscribe', 'replay', 'alerts');
      untyped.emit('unknown', { room: 'replay' });
      expect(await ask(client, 'unsubscribe', { room: 'orders' })).toMatchObject({ ok: false });
      expect(await ask(client, 'subscribe', { room: 'replay' })).toMatchObject({ ok: true });
    });

    it('more than 500 requests a second; fewer may come all at once', async () => {
      const client = await connect();
      const burst = await Promise.all(
        Array.from({ length: 400 }, () => ask(client, 'subscribe', { room: 'replay' })),
      );
      expect(burst.every(({ ok }) => ok)).toBe(true);
      const answers = await Promise.all(
        Array.from({ length: 2000 }, () => ask(client, 'subscribe', { room: 'replay' })),
      );
      expect(answers.find(({ ok }) => !ok)).toEqual({
        ok: false,
        error: 'too many requests: at most 500 a second',
      });
    });

    it('a payload that is too large costs the connection, and nothing else', async () => {
      const [bad, good] = [await connect(), await connect()];
      const reason = new Promise((resolve) => bad.once('disconnect', resolve));
      bad.emit('subscribe', { room: 'x'.repeat(70_000) }, () => undefined);
      expect(await reason).toMatch(/^transport/);
      await until(() => service.connections.active('socket_io') === 1);
      expect(await ask(good, 'subscribe', { room: 'replay' })).toMatchObject({ ok: true });
    });

    it.each(['42["subscribe"', '4{{{', 'x', '42[]'])(
      'the malformed packet %j costs the connection',
      async (packet) => {
        const raw = rawSocket(`${service.url}/socket.io/?EIO=4&transport=websocket`);
        raw.on('message', (data: Buffer) => {
          if (data.toString().startsWith('0')) raw.send('40');
          if (data.toString().startsWith('40')) raw.send(packet);
        });
        await new Promise((resolve) => raw.once('close', resolve));
        await until(() => service.connections.totalActive === 0);
      },
    );
  });

  describe('pace', () => {
    beforeEach(() => void service.replay.pause());

    it('sends the newest state where a client asked for a rate, and everything when it does not any more', async () => {
      const client = await connect();
      const live = collect(client, 'snapshot');
      const room = `snapshots:${symbols[0]}`;
      await ask(client, 'subscribe', { room, maxRate: 0.1 });
      const before = service.connections.totalConflated;
      show(Array.from({ length: 50 }, (_, i) => exampleSnapshot(symbols[0], i + 1)));
      show(Array.from({ length: 50 }, (_, i) => exampleSnapshot(symbols[0], i + 51)));
      await until(() => live.length === 1);
      await ask(client, 'subscribe', { room });
      await until(() => live.length === 2);
      show([exampleSnapshot(symbols[0], 101), exampleSnapshot(symbols[0], 102)]);
      await until(() => live.length === 4);
      expect(sequencesOf(live)).toEqual([50, 100, 101, 102]);
      expect(service.connections.totalConflated - before).toBe(98);
    });

    it('gives a slow client the newest state and every alert, and a fast one everything', async () => {
      const [slow, fast] = [await connect(), await connect()];
      const shown = [slow, fast].map((client) => collect(client, 'snapshot'));
      const alerts: AlertMessage[][] = [slow, fast].map((client) => collect(client, 'alert'));
      for (const client of [slow, fast]) {
        await ask(client, 'subscribe', { room: 'snapshots' });
        await ask(client, 'subscribe', { room: 'alerts' });
      }
      const wire = tcpSocketOf(slow);
      wire.pause();
      const before = service.connections.totalConflated;
      let [slices, last] = [0, 0];
      // The buffers of the operating system are large; they fill up before anything waits in the service.
      for (; slices < 20 || service.connections.totalConflated === before; slices++) {
        show(Array.from({ length: 400 }, (_, i) => exampleSnapshot(symbols[0], last + i + 1)));
        service.bus.emit('alert', exampleAlert(symbols[0], `alert ${slices}`));
        last += 400;
        await until(() => shown[1].length === last);
        await setTimeout(10);
      }
      expect(sequencesOf(shown[1])).toEqual(Array.from({ length: last }, (_, i) => i + 1));

      wire.resume();
      await until(() => shown[0].at(-1)?.sequence === last);
      expect(shown[0].length).toBeLessThan(last);
      expect(sequencesOf(shown[0])).toEqual(sequencesOf(shown[0]).toSorted((a, b) => a - b));
      await until(() => alerts[0].length === slices);
      for (const received of alerts) {
        expect(received.map(({ id }) => id)).toEqual(Array.from({ length: slices }, (_, i) => `alert ${i}`));
      }

      show([exampleSnapshot(symbols[0], last + 1), exampleSnapshot(symbols[0], last + 2)]);
      await until(() => shown[0].at(-1)?.sequence === last + 2);
      expect(sequencesOf(shown[0]).slice(-2)).toEqual([last + 1, last + 2]);
    });
  });

  describe('order', () => {
    beforeEach(() => void service.replay.pause());

    /** Everything that comes: sequence numbers of snapshots, ids of alerts. */
    const record = (client: Client): (number | string)[] => {
      const log: (number | string)[] = [];
      client.on('snapshot', ({ sequence }) => log.push(sequence));
      client.on('alert', ({ id }) => log.push(id));
      return log;
    };

    it.each([[['websocket']], [['polling']], [['polling', 'websocket']]])(
      'is that of the stream through %j, slices and alerts in between',
      async (transports) => {
        const client = await connect(transports);
        const log = record(client);
        await ask(client, 'subscribe', { room: 'snapshots' });
        await ask(client, 'subscribe', { room: 'alerts' });
        const sent: (number | string)[] = [];
        // Long enough for a client to change from long polling to a WebSocket on the way.
        for (let slice = 0; slice < 60; slice++) {
          const from = 10 * slice;
          const rows = Array.from({ length: 1 + (slice % 4) }, (_, i) =>
            exampleSnapshot(symbols[i % 2], from + i),
          );
          show(rows);
          service.bus.emit('alert', exampleAlert(symbols[0], `alert ${slice}`));
          sent.push(...sequencesOf(rows), `alert ${slice}`);
          if (slice % 3 === 0) await setTimeout(10);
        }
        await until(() => log.length >= sent.length);
        expect(log).toEqual(sent);
      },
    );

    it('gives an alert at once to a client that asked for few snapshots', async () => {
      const client = await connect();
      const log = record(client);
      await ask(client, 'subscribe', { room: 'snapshots', maxRate: 0.1 });
      await ask(client, 'subscribe', { room: 'alerts' });
      show([exampleSnapshot(symbols[0], 1)]);
      show([exampleSnapshot(symbols[0], 2)]);
      service.bus.emit('alert', exampleAlert(symbols[0], 'now'));
      await until(() => log.includes('now'));
      expect(log).toEqual([1, 'now']);
    });
  });

  it('lets those who asked for the same rate take turns, each with the newest state at its turn', async () => {
    service.replay.pause();
    const [count, rate] = [20, 10];
    const logs = await Promise.all(
      Array.from({ length: count }, async () => {
        const client = await connect();
        const live = collect(client, 'snapshot');
        await ask(client, 'subscribe', { room: 'snapshots', maxRate: rate });
        return live;
      }),
    );
    const beganMs = performance.now();
    for (let sequence = 1; performance.now() - beganMs < 1_000; sequence++) {
      show([exampleSnapshot(symbols[0], sequence)]);
      await setTimeout(2);
    }
    const seconds = (performance.now() - beganMs) / 1_000;
    await until(() => logs.every((live) => live.length >= 2));
    for (const live of logs) {
      expect(live.length).toBeLessThanOrEqual(rate * seconds + 2);
      expect(sequencesOf(live)).toEqual([...new Set(sequencesOf(live))].toSorted((a, b) => a - b));
    }
    // All had the first one; after that they did not all get the same ones.
    expect(logs.map((live) => live[0].sequence)).toEqual(logs.map(() => 1));
    expect(new Set(logs.map((live) => live[1].sequence)).size).toBeGreaterThan(3);
  });

  it('counts a connection that breaks off exactly once', async () => {
    const client = await connect();
    expect(service.connections.active('socket_io')).toBe(1);
    await ask(client, 'subscribe', { room: 'snapshots' });
    tcpSocketOf(client).destroy();
    await until(() => service.connections.active('socket_io') === 0);
    await until(() => service.connections.members().get('snapshots') === 0);
  });
});

describe('Socket.IO at the door', () => {
  const refused = (url: string, headers: Record<string, string> = {}): Promise<Error> =>
    new Promise((resolve, reject) => {
      const client = io(url, {
        transports: ['polling'],
        reconnection: false,
        forceNew: true,
        extraHeaders: headers,
      });
      client.once('connect_error', resolve);
      client.once('connect', () => reject(new Error('connected')));
    });

  it('turns away pages of other origins, and whoever comes when all connections are taken', async () => {
    const service = await startService({ MAX_CONNECTIONS: '1' });
    await expect(refused(service.url, { origin: 'https://evil.example' })).resolves.toBeInstanceOf(Error);
    expect(service.connections.refusals().get('foreign_origin')).toBe(1);
    const first = io(service.url, { transports: ['websocket'], reconnection: false, forceNew: true });
    await new Promise<void>((resolve) => first.once('connect', resolve));
    await expect(refused(service.url)).resolves.toBeInstanceOf(Error);
    expect(service.connections.refusals().get('too_many_connections')).toBe(1);
    first.disconnect();
    await service.stop();
  });
});

/** The connection below a client in Node.js. */
function tcpSocketOf(client: Client): { pause(): void; resume(): void; destroy(): void } {
  const { transport } = client.io.engine as unknown as {
    transport: { ws: { _socket: { pause(): void; resume(): void; destroy(): void } } };
  };
  return transport.ws._socket;
}
