import { type ClientSocket } from './client-socket.js';
import { parseRoom } from './rooms.js';
import { SocketIoSession } from './socket-io-session.js';

/** The parts of a Socket.IO socket that a session touches. */
class FakeSocket {
  readonly conn = {
    writeBuffer: { length: 0 },
    transport: { name: 'websocket', writable: true, socket: { bufferedAmount: 0 } },
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
    session.look();
    now += 250;
    session.look();
  };
  const subscribe = (name: string, maxRate: number | null = null): void => {
    session.subscriptions.set(parseRoom(name, ['A', 'B']), maxRate);
    session.settle();
  };

  beforeEach(() => {
    socket = new FakeSocket();
    const limits = { slowBytes: 10_240, hopelessBytes: 102_400 };
    session = new SocketIoSession(socket as unknown as ClientSocket, limits, 0, () => now);
  });

  it('sits in the rooms of Socket.IO, in each that reaches it once; snapshots have none', () => {
    subscribe('snapshots:A');
    subscribe('alerts');
    subscribe('alerts:A');
    expect([...socket.rooms]).toEqual(['alerts']);
    session.subscriptions.delete('alerts');
    session.settle();
    expect([...socket.rooms]).toEqual(['alerts:A']);
    expect(session.paced).toBe(false);
  });

  it('follows the symbols that it asked for', () => {
    expect([session.followsSnapshots, session.followed]).toEqual([false, new Set()]);
    subscribe('snapshots:A');
    expect([session.followsSnapshots, session.followed]).toEqual([true, new Set(['A'])]);
    subscribe('snapshots');
    expect(session.followed).toBeNull();
  });

  it('has its own pace while it is slow, until nothing waits any more', () => {
    subscribe('snapshots');
    subscribe('alerts');
    socket.conn.writeBuffer.length = 11;
    socket.conn.transport.writable = false;
    stayBehind();
    expect(session.paced).toBe(true);
    expect([...socket.rooms]).toEqual(['alerts']);
    socket.conn.writeBuffer.length = 0;
    expect(session.look()).toBe(false);
    socket.conn.transport.writable = true;
    expect([session.look(), session.paced]).toEqual([true, false]);
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

  it('is served at its own pace where it asked for a rate', () => {
    subscribe('snapshots', 5);
    expect([session.paced, session.intervalMs('A')]).toEqual([true, 200]);
    subscribe('snapshots');
    expect([session.paced, session.intervalMs('A')]).toEqual([false, 0]);
  });
});
