import { EventEmitter } from 'node:events';
import { type WebSocket } from 'ws';
import { RawClient } from './raw-client.js';

class FakeSocket extends EventEmitter {
  bufferedAmount = 0;
  readonly send = jest.fn();
  readonly ping = jest.fn();
  readonly terminate = jest.fn();
}

describe('RawClient', () => {
  let now = 0;
  const tally = { delivered: jest.fn(), conflated: jest.fn() };
  const open = (symbols: ReadonlySet<string> | null = null): [FakeSocket, RawClient] => {
    const socket = new FakeSocket();
    return [socket, new RawClient(socket as unknown as WebSocket, symbols, 1000, tally, () => now)];
  };

  const congest = (socket: FakeSocket, client: RawClient): void => {
    socket.bufferedAmount = 1001;
    client.tick();
    now += 250;
    client.tick();
  };

  it('wants the symbols that were asked for, or all', () => {
    const [, some] = open(new Set(['A']));
    expect([some.wants('A'), some.wants('B')]).toEqual([true, false]);
    expect(open()[1].wants('B')).toBe(true);
  });

  it('is slow above its limit, until nothing waits any more', () => {
    const [socket, client] = open();
    congest(socket, client);
    client.offer('A', Buffer.from('a1'));
    client.offer('A', Buffer.from('a2'));
    socket.bufferedAmount = 1;
    client.tick();
    expect(socket.send).not.toHaveBeenCalled();
    socket.bufferedAmount = 0;
    client.tick();
    expect(socket.send.mock.calls).toEqual([[Buffer.from('a2'), { binary: false }]]);
  });

  it('drops what waits when the stream jumps', () => {
    const [socket, client] = open();
    congest(socket, client);
    client.offer('A', Buffer.from('a1'));
    client.forgetPending();
    socket.bufferedAmount = 0;
    client.tick();
    expect(socket.send).not.toHaveBeenCalled();
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
