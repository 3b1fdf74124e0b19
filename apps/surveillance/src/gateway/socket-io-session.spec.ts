import { type ClientSocket } from './client-socket.js';
import { parseRoom } from './rooms.js';
import { SocketIoSession } from './socket-io-session.js';

/** The parts of a Socket.IO socket that a session touches. */
class FakeSocket {
  readonly conn = {
    writeBuffer: { length: 0 },
    transport: { writable: true, socket: { bufferedAmount: 0 } },
  };
  readonly rooms = new Set<string>();
  readonly emit = jest.fn();
  join(room: string): void {
    this.rooms.add(room);
  }
  leave(room: string): void {
    this.rooms.delete(room);
  }
}

describe('SocketIoSession', () => {
  let socket: FakeSocket;
  let session: SocketIoSession;
  let now = 0;
  const stayBehind = (): void => {
    session.tick();
    now += 250;
    session.tick();
  };
  const subscribe = (name: string, maxRate: number | null = null): void => {
    session.subscriptions.set(parseRoom(name, ['A', 'B']), maxRate);
    session.settle();
  };

  beforeEach(() => {
    socket = new FakeSocket();
    const tally = { delivered: jest.fn(), conflated: jest.fn() };
    const limits = { slowBytes: 10_240, hopelessBytes: 102_400 };
    session = new SocketIoSession(socket as unknown as ClientSocket, limits, tally, () => now);
  });

  it('sits in the rooms while it keeps up, in each that reaches it once', () => {
    subscribe('snapshots:A');
    subscribe('alerts');
    subscribe('alerts:A');
    expect([...socket.rooms]).toEqual(['snapshots:A', 'alerts']);
    subscribe('snapshots');
    expect([...socket.rooms].toSorted()).toEqual(['alerts', 'snapshots']);
    expect(session.paced).toBe(false);
  });

  it('leaves the rooms of snapshots while it is slow, not those of alerts', () => {
    subscribe('snapshots');
    subscribe('alerts');
    socket.conn.writeBuffer.length = 11;
    socket.conn.transport.writable = false;
    stayBehind();
    expect(session.paced).toBe(true);
    expect([...socket.rooms]).toEqual(['alerts']);
    socket.conn.writeBuffer.length = 0;
    session.tick();
    expect(session.paced).toBe(true);
    socket.conn.transport.writable = true;
    session.tick();
    expect([...socket.rooms].toSorted()).toEqual(['alerts', 'snapshots']);
  });

  it('counts what waits in the WebSocket, too', () => {
    subscribe('snapshots');
    socket.conn.transport.socket.bufferedAmount = 10_241;
    stayBehind();
    expect(session.paced).toBe(true);
    expect(session.hopeless).toBe(false);
    socket.conn.transport.socket.bufferedAmount = 102_401;
    expect(session.hopeless).toBe(true);
  });

  it('is served on its own where it asked for a rate', () => {
    subscribe('snapshots', 5);
    subscribe('replay');
    expect([...socket.rooms]).toEqual(['replay']);
    subscribe('snapshots');
    expect([...socket.rooms].toSorted()).toEqual(['replay', 'snapshots']);
  });
});
