import fc from 'fast-check';
import { ConflatedFeed } from './conflated-feed.js';

describe('ConflatedFeed', () => {
  let now: number;
  let sent: string[];
  let feed: ConflatedFeed<string>;
  const flush = (intervalMs = 0): string[] => {
    sent = [];
    feed.flush(
      () => intervalMs,
      (state) => sent.push(state),
    );
    return sent;
  };

  beforeEach(() => {
    now = 1000;
    feed = new ConflatedFeed<string>(() => now);
  });

  it('keeps the newest state of each symbol', () => {
    expect(feed.offer('A', 'a1')).toBe(false);
    expect(feed.offer('A', 'a2')).toBe(true);
    expect(feed.offer('B', 'b1')).toBe(false);
    expect(feed.size).toBe(2);
    expect(flush()).toEqual(['a2', 'b1']);
    expect(flush()).toEqual([]);
  });

  it('sends first what waited longest, even when it was replaced meanwhile', () => {
    feed.offer('A', 'a1');
    feed.offer('B', 'b1');
    feed.offer('A', 'a2');
    expect(flush()).toEqual(['a2', 'b1']);
  });

  it('sends the first state of a symbol at once, and the next when the interval has passed', () => {
    feed.offer('A', 'a1');
    expect(flush(100)).toEqual(['a1']);
    now += 99;
    feed.offer('A', 'a2');
    expect(flush(100)).toEqual([]);
    now += 1;
    expect(flush(100)).toEqual(['a2']);
  });

  it('does not lose the rate to a coarse tick', () => {
    // Asked for one in 25 ms, looked at every 10 ms: 40 a second, not 33.
    let count = 0;
    for (let elapsed = 0; elapsed < 1000; elapsed += 10) {
      now = 1000 + elapsed;
      feed.offer('A', `a${elapsed}`);
      count += flush(25).length;
    }
    expect(count).toBe(40);
  });

  it('does not make up for silence with a burst', () => {
    feed.offer('A', 'a1');
    flush(100);
    now += 10_000;
    feed.offer('A', 'a2');
    expect(flush(100)).toEqual(['a2']);
    now += 50;
    feed.offer('A', 'a3');
    expect(flush(100)).toEqual([]);
  });

  it('forgets symbols that are not wanted any more', () => {
    feed.offer('A', 'a1');
    feed.offer('B', 'b1');
    feed.retain((symbol) => symbol === 'B');
    expect(flush()).toEqual(['b1']);
    feed.offer('A', 'a2');
    expect(feed.drop('A')).toBe(true);
    expect(feed.drop('A')).toBe(false);
    feed.offer('B', 'b2');
    feed.clear();
    expect(flush()).toEqual([]);
  });

  it('always ends with the last state of every symbol, never goes back, and keeps the rate', () => {
    const step = fc.record({ symbol: fc.constantFrom('A', 'B', 'C'), wait: fc.integer({ min: 0, max: 40 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), fc.constantFrom(0, 15, 50), (steps, intervalMs) => {
        let clock = 0;
        const subject = new ConflatedFeed<{ symbol: string; n: number }>(() => clock);
        const shown = new Map<string, { n: number; count: number }>();
        const flushAll = (): void =>
          subject.flush(
            () => intervalMs,
            ({ symbol, n }) => {
              const before = shown.get(symbol) ?? { n: -1, count: 0 };
              expect(n).toBeGreaterThan(before.n);
              shown.set(symbol, { n, count: before.count + 1 });
            },
          );
        const last = new Map<string, number>();
        steps.forEach(({ symbol, wait }, n) => {
          clock += wait;
          subject.offer(symbol, { symbol, n });
          last.set(symbol, n);
          flushAll();
        });
        const elapsed = clock;
        clock += intervalMs;
        flushAll();
        for (const [symbol, n] of last) expect(shown.get(symbol)?.n).toBe(n);
        if (intervalMs === 0) return;
        const most = Math.floor(elapsed / intervalMs) + 2;
        for (const { count } of shown.values()) expect(count).toBeLessThanOrEqual(most);
      }),
    );
  });
});
