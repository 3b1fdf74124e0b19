import { type SnapshotMessage } from '@genesis/contracts';
import fc from 'fast-check';
import { parseSettings } from '../config/parse-settings.js';
import { SNAPSHOT_EXAMPLE } from './examples.js';
import { Ring } from './ring.js';
import { SnapshotStore } from './snapshot-store.js';

function snapshot(symbol: string, timestamp: number): SnapshotMessage {
  return { ...SNAPSHOT_EXAMPLE, symbol, timestamp };
}

const stamps = (snapshots: readonly SnapshotMessage[]): number[] =>
  snapshots.map(({ timestamp }) => timestamp);

describe('Ring', () => {
  it('keeps the newest entries in order, like a list that is cut', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer(), { maxLength: 100 }),
        fc.integer({ min: 0, max: 25 }),
        (capacity, entries, limit) => {
          const ring = new Ring<number>(capacity);
          for (const entry of entries) ring.push(entry);
          const kept = entries.slice(-capacity);
          expect(ring.size).toBe(kept.length);
          expect(ring.last()).toBe(kept.at(-1));
          expect(ring.newest(limit)).toEqual(limit === 0 ? [] : kept.slice(-limit));
          const even = kept.filter((entry) => entry % 2 === 0);
          expect(ring.newest(100, (entry) => entry % 2 === 0)).toEqual(even);
        },
      ),
    );
  });
});

describe('Ring.resize', () => {
  it('keeps the newest and goes on as a ring of the new size', () => {
    const entries = fc.array(fc.integer(), { maxLength: 40 });
    const capacities = fc.integer({ min: 1, max: 20 });
    fc.assert(
      fc.property(capacities, capacities, entries, entries, (before, after, first, second) => {
        const ring = new Ring<number>(before);
        for (const entry of first) ring.push(entry);
        ring.resize(after);
        for (const entry of second) ring.push(entry);
        const kept = first.slice(-before).slice(-after).concat(second).slice(-after);
        expect(ring.newest(100)).toEqual(kept);
        expect(ring.last()).toBe(kept.at(-1));
      }),
    );
  });
});

describe('SnapshotStore', () => {
  const store = new SnapshotStore(parseSettings({ HISTORY_SIZE: '100' }));

  beforeEach(() => store.clear());

  it('is empty before the first snapshot', () => {
    expect(store.symbols()).toEqual([]);
    expect(store.latest('A')).toBeUndefined();
    expect(store.recent('A', 10)).toEqual([]);
    expect(store.recent(null, 10)).toEqual([]);
  });

  it('keeps HISTORY_SIZE of each instrument, so that a busy one does not push a quiet one out', () => {
    store.add([snapshot('QUIET', 1)]);
    store.add(Array.from({ length: 250 }, (_, i) => snapshot('BUSY', i)));
    expect(store.recent('QUIET', 1000)).toHaveLength(1);
    expect(stamps(store.recent('BUSY', 1000))).toEqual(Array.from({ length: 100 }, (_, i) => 150 + i));
    expect(store.recent(null, 1000)).toHaveLength(100);
    expect(store.symbols()).toEqual(['QUIET', 'BUSY']);
    expect(store.latest('BUSY')?.timestamp).toBe(249);
  });

  it('gives all instruments in the order in which they came', () => {
    store.add([snapshot('A', 1), snapshot('B', 1), snapshot('A', 2)]);
    expect(store.recent(null, 2).map(({ symbol, timestamp }) => `${symbol}${timestamp}`)).toEqual([
      'B1',
      'A2',
    ]);
  });

  it('takes both ends of a range, and the newest where there are more than asked for', () => {
    store.add([1, 2, 3, 4, 5].map((timestamp) => snapshot('A', timestamp)));
    expect(stamps(store.range('A', 2, 4, 10))).toEqual([2, 3, 4]);
    expect(stamps(store.range('A', 2, 4, 2))).toEqual([3, 4]);
    expect(store.range('A', 6, 9, 10)).toEqual([]);
    expect(stamps(store.range(null, -Infinity, Infinity, 1))).toEqual([5]);
  });

  it('divides HISTORY_TOTAL among the instruments as they appear, and leaves each its newest hundred', () => {
    const shared = new SnapshotStore(parseSettings({ HISTORY_SIZE: '400', HISTORY_TOTAL: '1000' }));
    const fill = (symbol: string): void =>
      shared.add(Array.from({ length: 500 }, (_, i) => snapshot(symbol, i)));
    const kept = (): number[] => shared.symbols().map((symbol) => shared.recent(symbol, 1000).length);
    fill('A');
    fill('B');
    expect(kept()).toEqual([400, 400]);
    fill('C');
    expect(kept()).toEqual([333, 333, 333]);
    expect(stamps(shared.recent('A', 1000))).toEqual(Array.from({ length: 333 }, (_, i) => 167 + i));
    for (let i = 0; i < 20; i++) fill(`M${i}`);
    expect(kept()).toEqual(Array.from({ length: 23 }, () => 100));
    shared.clear();
    fill('A');
    expect(kept()).toEqual([400]);
  });
});
