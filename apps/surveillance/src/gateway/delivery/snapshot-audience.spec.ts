import { exampleSnapshot } from '../../../../../test/e2e/wire-examples.js';
import { type FollowedSymbols, type Listener, SnapshotAudience } from './snapshot-audience.js';
import { type OutgoingSnapshots, SnapshotFrame } from './snapshot-frame.js';

class FakeListener implements Listener {
  readonly writes: OutgoingSnapshots[] = [];
  constructor(public followed: FollowedSymbols) {}
  send(snapshots: OutgoingSnapshots): void {
    this.writes.push(snapshots);
  }
  get shown(): string[] {
    return this.writes.map(({ frames }) =>
      frames.map(({ snapshot }) => snapshot.symbol + snapshot.sequence).join(' '),
    );
  }
}

describe('SnapshotAudience', () => {
  const frames = [
    ['A', 1],
    ['B', 2],
    ['A', 3],
  ].map(([symbol, sequence]) => new SnapshotFrame(exampleSnapshot(String(symbol), Number(sequence))));
  let audience: SnapshotAudience<FakeListener>;
  const listener = (...symbols: string[]): FakeListener => {
    const one = new FakeListener(symbols.length === 0 ? null : new Set(symbols));
    audience.add(one);
    return one;
  };

  beforeEach(() => (audience = new SnapshotAudience()));

  it('gives each what it follows, in order, in one write for the slice', () => {
    const [all, a, ba, c] = [listener(), listener('A'), listener('B', 'A'), listener('C')];
    expect(audience.send(frames)).toBe(3 + 2 + 3);
    expect([all.shown, a.shown, ba.shown, c.shown]).toEqual([['A1 B2 A3'], ['A1 A3'], ['A1 B2 A3'], []]);
  });

  it('gives those who follow the same the same bytes: the frames one after the other', () => {
    const [first, second] = [listener('A', 'B'), listener('B', 'A')];
    audience.send(frames);
    expect(first.writes[0].bytes).toBe(second.writes[0].bytes);
    expect(first.writes[0].bytes).toEqual(Buffer.concat(frames.map(({ bytes }) => bytes)));
    audience.send([frames[0]]);
    expect(first.writes[1].bytes).toBe(frames[0].bytes);
  });

  it('knows who comes, changes and goes', () => {
    const one = listener('A');
    one.followed = new Set(['B']);
    audience.add(one);
    audience.send(frames);
    expect(one.shown).toEqual(['B2']);
    audience.remove(one);
    audience.remove(one);
    expect([audience.size, audience.send(frames)]).toEqual([0, 0]);
  });
});
