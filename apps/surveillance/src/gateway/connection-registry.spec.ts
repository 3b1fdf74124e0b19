import { ConnectionRegistry } from './connection-registry.js';

describe('ConnectionRegistry', () => {
  it('counts a connection down exactly once, however often it is closed', () => {
    const registry = new ConnectionRegistry();
    const close = registry.open('websocket');
    registry.open('websocket');
    registry.open('socket_io');
    close();
    close();
    expect(registry.active('websocket')).toBe(1);
    expect(registry.active('socket_io')).toBe(1);
    expect(registry.totalActive).toBe(2);
  });

  it('keeps deliveries and conflated frames by kind of client', () => {
    const registry = new ConnectionRegistry();
    registry.delivered('socket_io', 'alert', 3);
    const tally = registry.tally('websocket');
    tally.delivered(1);
    tally.conflated(2);
    expect(registry.deliveries().get('socket_io')?.get('alert')).toBe(3);
    expect(registry.deliveries().get('websocket')?.get('snapshot')).toBe(1);
    expect(registry.conflatedFrames().get('websocket')).toBe(2);
    expect(registry.totalConflated).toBe(2);
  });

  it('knows how many are in rooms of each kind', () => {
    const registry = new ConnectionRegistry();
    registry.joined('alerts');
    registry.joined('alerts');
    registry.left('alerts');
    expect(registry.members().get('alerts')).toBe(1);
  });
});
