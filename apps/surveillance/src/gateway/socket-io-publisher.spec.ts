import { type ClientServer } from './client-socket.js';
import { ConnectionRegistry } from './connection-registry.js';
import { SocketIoPublisher } from './socket-io-publisher.js';
import { type SocketIoSession } from './socket-io-session.js';

/** Rooms with so many members, and what was sent to them. */
function fakeServer(members: Record<string, number>): {
  server: ClientServer;
  emit: jest.Mock;
  to: jest.Mock;
} {
  const rooms = new Map(Object.entries(members).map(([name, size]) => [name, { size }]));
  const emit = jest.fn();
  const to = jest.fn(() => ({ emit }));
  return { server: { sockets: { adapter: { rooms } }, to } as unknown as ClientServer, emit, to };
}

function fakeSession(state: Partial<Record<'paced' | 'hopeless', boolean>>): jest.Mocked<SocketIoSession> {
  const socket = { conn: { close: jest.fn() } };
  const session = {
    ...state,
    socket,
    tick: jest.fn(),
    offer: jest.fn(),
    flush: jest.fn(),
    forgetPending: jest.fn(),
  };
  return session as unknown as jest.Mocked<SocketIoSession>;
}

const snapshot = { symbol: 'A' } as Parameters<SocketIoPublisher['snapshots']>[0][number];

describe('SocketIoPublisher', () => {
  let registry: ConnectionRegistry;
  let publisher: SocketIoPublisher;

  beforeEach(() => {
    registry = new ConnectionRegistry();
    publisher = new SocketIoPublisher(registry);
  });

  it('sends once to the rooms of all and of the symbol, and counts those who are in them', () => {
    const { server, emit, to } = fakeServer({ snapshots: 3, 'snapshots:A': 2 });
    publisher.attach(server);
    publisher.snapshots([snapshot]);
    expect(to).toHaveBeenCalledWith(['snapshots', 'snapshots:A']);
    expect(emit.mock.calls).toEqual([['snapshot', snapshot]]);
    expect(registry.deliveries().get('socket_io')?.get('snapshot')).toBe(5);
  });

  it('encodes nothing for empty rooms, and does without a server', () => {
    publisher.snapshots([snapshot]);
    const { server, emit } = fakeServer({ 'snapshots:B': 1 });
    publisher.attach(server);
    publisher.snapshots([snapshot]);
    expect(emit).not.toHaveBeenCalled();
  });

  it('serves those on their own who do not keep up, until they are gone', () => {
    const [paced, direct] = [fakeSession({ paced: true }), fakeSession({ paced: false })];
    for (const session of [paced, direct]) {
      publisher.add(session);
      publisher.refresh(session);
    }
    publisher.snapshots([snapshot, snapshot]);
    expect(paced.offer).toHaveBeenCalledTimes(2);
    expect(paced.flush).toHaveBeenCalledTimes(1);
    expect(direct.offer).not.toHaveBeenCalled();
    publisher.forgetPending();
    expect(paced.forgetPending).toHaveBeenCalledTimes(1);
    publisher.remove(paced);
    publisher.snapshots([snapshot]);
    expect(paced.offer).toHaveBeenCalledTimes(2);
  });

  it('lets go whom nothing reaches any more', () => {
    const [hopeless, slow] = [fakeSession({ hopeless: true }), fakeSession({ paced: true })];
    for (const session of [hopeless, slow]) publisher.add(session);
    publisher.tick();
    expect(hopeless.socket.conn.close).toHaveBeenCalledWith(true);
    expect(slow.socket.conn.close).not.toHaveBeenCalled();
    expect(registry.refusals().get('too_slow')).toBe(1);
  });
});
