import { exampleSnapshot } from '../../../../../test/e2e/wire-examples.js';
import { type ClientSocket } from '../client-socket.js';
import { joined, SnapshotFrame } from './snapshot-frame.js';
import { SocketIoOutlet } from './socket-io-outlet.js';

describe('SocketIoOutlet', () => {
  const frames = [1, 2].map((sequence) => new SnapshotFrame(exampleSnapshot('A', sequence)));
  const sendFrame = jest.fn();
  const write = jest.fn();
  const webSocket = { readyState: 1, bufferedAmount: 0, _sender: { sendFrame } };
  const transport = { name: 'websocket', writable: true, socket: webSocket };
  const connection = { readyState: 'open', writeBuffer: { length: 0 }, transport, write };
  const outletOf = (changes: object = {}): SocketIoOutlet =>
    new SocketIoOutlet({ conn: { ...connection, ...changes } } as unknown as ClientSocket, 1000);

  beforeEach(() => jest.clearAllMocks());

  it('hands a slice to the WebSocket in one piece', () => {
    outletOf().send(joined(frames));
    expect(sendFrame.mock.calls).toEqual([[[Buffer.concat(frames.map(({ bytes }) => bytes))]]]);
    expect(write).not.toHaveBeenCalled();
  });

  it.each<[string, object]>([
    ['behind what waits before it', { writeBuffer: { length: 1 } }],
    ['through long polling', { transport: { name: 'polling', writable: true } }],
    ['to a WebSocket that closes', { transport: { ...transport, socket: { ...webSocket, readyState: 2 } } }],
    ['to a connection that closes', { readyState: 'closing' }],
  ])('goes the way of Engine.IO, packet by packet, %s', (_, changes) => {
    outletOf(changes).send(joined(frames));
    expect(sendFrame).not.toHaveBeenCalled();
    expect(write.mock.calls.map(([packet]: [string]) => packet)).toEqual(frames.map(({ packet }) => packet));
    expect(frames[0].packet).toMatch(/^2\["snapshot",\{"symbol":"A","sequence":1,/);
  });

  it('says what waits on both sides of Engine.IO', () => {
    const waiting = { ...transport, socket: { ...webSocket, bufferedAmount: 500 } };
    const outlet = outletOf({ transport: waiting });
    expect([outlet.backlogBytes, outlet.congested, outlet.drained]).toEqual([500, false, false]);
    expect(outletOf({ transport: waiting, writeBuffer: { length: 1 } }).congested).toBe(true);
    expect(outletOf().drained).toBe(true);
    expect(outletOf({ transport: { ...transport, writable: false } }).drained).toBe(false);
  });
});
