import { EventEmitter } from 'node:events';
import { type Duplex } from 'node:stream';
import { type WebSocket } from 'ws';
import { exampleSnapshot } from '../../../../test/e2e/wire-examples.js';
import { RawSnapshot } from './delivery/raw-snapshot.js';
import { RawClient } from './raw-client.js';

class FakeSocket extends EventEmitter {
  bufferedAmount = 0;
  readonly send = jest.fn();
  readonly ping = jest.fn();
  readonly terminate = jest.fn();
}

describe('RawClient', () => {
  let now = 0;
  const wire = { cork: jest.fn(), uncork: jest.fn() };
  const open = (symbols: ReadonlySet<string> | null = null): [FakeSocket, RawClient] => {
    const socket = new FakeSocket();
    return [
      socket,
      new RawClient(socket as unknown as WebSocket, wire as unknown as Duplex, symbols, 1000, () => now),
    ];
  };

  it('wants the symbols that were asked for, or all', () => {
    const [, some] = open(new Set(['A']));
    expect([some.wants('A'), some.wants('B')]).toEqual([true, false]);
    expect(open()[1].wants('B')).toBe(true);
  });

  it('is slow above its limit, until nothing waits any more', () => {
    const [socket, client] = open();
    const lookAt = (ms: number, waiting: number): boolean => {
      now = ms;
      socket.bufferedAmount = waiting;
      client.look();
      return client.slow;
    };
    expect([lookAt(0, 1001), lookAt(250, 1001), lookAt(260, 1), lookAt(270, 0)]).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('gets of a slice what it wants, in one write', () => {
    const [socket, client] = open(new Set(['A']));
    const slice = [exampleSnapshot('A', 1), exampleSnapshot('B', 1), exampleSnapshot('A', 2)];
    expect(client.sendAll(slice.map((snapshot) => new RawSnapshot(snapshot)))).toBe(2);
    expect(socket.send.mock.calls.map(([json]: [Buffer]) => JSON.parse(json.toString()) as unknown)).toEqual([
      slice[0],
      slice[2],
    ]);
    expect([wire.cork, wire.uncork].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('is let go after three pings without an answer, not before', () => {
    const [socket, client] = open();
    for (let i = 0; i < 3; i++) client.heartbeat();
    socket.emit('pong');
    for (let i = 0; i < 3; i++) client.heartbeat();
    expect(socket.ping).toHaveBeenCalledTimes(6);
    expect(socket.terminate).not.toHaveBeenCalled();
    client.heartbeat();
    expect(socket.terminate).toHaveBeenCalledTimes(1);
    expect(socket.ping).toHaveBeenCalledTimes(6);
  });
});
