import { type ClientServer } from './client-socket.js';
import { exampleAlert, exampleSnapshot } from '../../../../test/e2e/wire-examples.js';
import { type Runtime } from '../replay/runtime.js';
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

interface SessionState {
  followed?: ReadonlySet<string> | null;
  paced?: boolean;
  slow?: boolean;
  hopeless?: boolean;
}

function fakeSession(state: SessionState = {}): SessionState & jest.Mocked<SocketIoSession> {
  const session = {
    ...{ followed: null, followsSnapshots: true, paced: false, slow: false, hopeless: false, turn: 0 },
    ...state,
    socket: { conn: { close: jest.fn() } },
    look: jest.fn(() => false),
    send: jest.fn(),
    wants: () => true,
    intervalMs: () => (session.slow ? 0 : 100),
  };
  return session as unknown as SessionState & jest.Mocked<SocketIoSession>;
}

const [first, second] = [exampleSnapshot('A', 1), exampleSnapshot('A', 2)];
/** Sequence numbers, write by write. */
const writesTo = ({ send }: jest.Mocked<SocketIoSession>): number[][] =>
  send.mock.calls.map(([{ frames }]) => frames.map(({ snapshot }) => snapshot.sequence));

describe('SocketIoPublisher', () => {
  let registry: ConnectionRegistry;
  let publisher: SocketIoPublisher;

  beforeEach(() => {
    registry = new ConnectionRegistry();
    publisher = new SocketIoPublisher(registry, { nowMs: () => 0 } as Runtime);
  });

  const joined = (state: SessionState = {}): SessionState & jest.Mocked<SocketIoSession> => {
    const session = fakeSession(state);
    publisher.add(session);
    publisher.refresh(session);
    return session;
  };
  const deliveries = (): number => registry.deliveries().get('socket_io')?.get('snapshot') ?? 0;

  it('sends alerts once to the rooms of all and of the symbol, and counts those who are in them', () => {
    const { server, emit, to } = fakeServer({ alerts: 3, 'alerts:A': 2 });
    publisher.attach(server);
    const alert = exampleAlert('A', 'a1');
    publisher.alert(alert);
    expect(to).toHaveBeenCalledWith(['alerts', 'alerts:A']);
    expect(emit.mock.calls).toEqual([['alert', alert]]);
    expect(registry.deliveries().get('socket_io')?.get('alert')).toBe(5);
  });

  it('encodes nothing for empty rooms, and does without a server', () => {
    publisher.alert(exampleAlert('A', 'a1'));
    const { server, emit } = fakeServer({ 'alerts:B': 1 });
    publisher.attach(server);
    publisher.alert(exampleAlert('A', 'a1'));
    publisher.snapshots([first]);
    expect(emit).not.toHaveBeenCalled();
  });

  it('sends a slice of snapshots in one write to who keeps up, the newest of them to who has its own pace', () => {
    const [direct, paced, gone] = [joined(), joined({ paced: true }), joined()];
    publisher.remove(gone);
    publisher.snapshots([first, second]);
    expect([writesTo(direct), writesTo(paced), writesTo(gone)]).toEqual([[[1, 2]], [[2]], []]);
    expect([deliveries(), registry.totalConflated]).toEqual([3, 1]);
  });

  it('holds back from who becomes slow, and gives it the newest state when it has recovered', () => {
    const session = joined();
    const becomeSlow = (slow: boolean): void => {
      Object.assign(session, { slow, paced: slow });
      session.look.mockReturnValueOnce(true);
      publisher.tick();
    };
    publisher.snapshots([first]);
    becomeSlow(true);
    publisher.snapshots([second]);
    publisher.snapshots([exampleSnapshot('A', 3)]);
    expect(writesTo(session)).toEqual([[1]]);
    becomeSlow(false);
    publisher.snapshots([exampleSnapshot('A', 4)]);
    expect(writesTo(session)).toEqual([[1], [3], [4]]);
  });

  it('forgets what waits when the stream jumps', () => {
    const session = joined({ paced: true });
    publisher.snapshots([first]);
    publisher.snapshots([second]);
    publisher.forgetPending();
    publisher.tick();
    expect(writesTo(session)).toEqual([[1]]);
  });

  it('lets go whom nothing reaches any more', () => {
    const [hopeless, slow] = [joined({ hopeless: true }), joined({ paced: true, slow: true })];
    publisher.tick();
    expect(hopeless.socket.conn.close).toHaveBeenCalledWith(true);
    expect(slow.socket.conn.close).not.toHaveBeenCalled();
    expect(registry.refusals().get('too_slow')).toBe(1);
  });
});
