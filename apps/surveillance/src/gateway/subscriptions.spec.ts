import { parseRoom } from './rooms.js';
import { Subscriptions } from './subscriptions.js';

const room = (name: string): ReturnType<typeof parseRoom> => parseRoom(name, ['A', 'B', 'C']);

describe('Subscriptions', () => {
  it('tells a new room from one that was joined before', () => {
    const subscriptions = new Subscriptions();
    expect(subscriptions.set(room('snapshots'), null)).toBe(true);
    expect(subscriptions.set(room('snapshots'), 5)).toBe(false);
    expect(subscriptions.rateLimited).toBe(true);
    expect(subscriptions.delete('snapshots')).toBe(true);
    expect(subscriptions.delete('snapshots')).toBe(false);
    expect(subscriptions.all()).toEqual([]);
  });

  it('reaches a client once: the room of all symbols stands for those of single ones', () => {
    const subscriptions = new Subscriptions();
    subscriptions.set(room('alerts:A'), null);
    subscriptions.set(room('alerts:B'), null);
    expect(subscriptions.reach('alerts')).toEqual(['alerts:A', 'alerts:B']);
    subscriptions.set(room('alerts'), null);
    expect(subscriptions.reach('alerts')).toEqual(['alerts']);
    expect(subscriptions.reach('snapshots')).toEqual([]);
    expect(subscriptions.wantsSnapshots('A')).toBe(false);
  });

  it("takes the rate of a symbol's own room before that of all symbols", () => {
    const subscriptions = new Subscriptions();
    subscriptions.set(room('snapshots'), 2);
    subscriptions.set(room('snapshots:A'), null);
    subscriptions.set(room('snapshots:B'), 10);
    expect(subscriptions.snapshotIntervalMs('A')).toBe(0);
    expect(subscriptions.snapshotIntervalMs('B')).toBe(100);
    expect(subscriptions.snapshotIntervalMs('C')).toBe(500);
    expect(subscriptions.wantsSnapshots('C')).toBe(true);
  });
});
