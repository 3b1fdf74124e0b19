import fc from 'fast-check';
import { Conflation } from './conflation.js';
import { type PacedClient } from './place.js';

class FakeClient implements PacedClient<string> {
  slow = false;
  turn = 0;
  rate = 0;
  symbols: string[] | null = null;
  readonly sent: string[] = [];
  wants(symbol: string): boolean {
    return this.symbols?.includes(symbol) ?? true;
  }
  intervalMs(): number {
    return this.rate === 0 ? 0 : 1000 / this.rate;
  }
  send(state: string): void {
    this.sent.push(state);
  }
}

describe('Conflation', () => {
  let now: number;
  let delivered: number;
  let conflated: number;
  let conflation: Conflation<string>;

  beforeEach(() => {
    now = 1000;
    delivered = conflated = 0;
    const tally = {
      delivered: (count: number) => void (delivered += count),
      conflated: (count: number) => void (conflated += count),
    };
    conflation = new Conflation(tally, () => now);
  });

  const seated = (changes: Partial<FakeClient> = {}): FakeClient => {
    const client = Object.assign(new FakeClient(), changes);
    conflation.settle(client);
    return client;
  };
  /** A slice of states; the symbol is a state's first letter. */
  const show = (...states: string[]): void => {
    for (const state of states) conflation.offer(state[0], state);
    conflation.flush();
  };
  const recover = (client: FakeClient): void => {
    client.slow = false;
    conflation.catchUp(client);
  };

  it('sends the first state at once, then the newest one when its turn comes', () => {
    const client = seated({ rate: 10 });
    show('A1');
    show('A2', 'A3');
    expect(client.sent).toEqual(['A1']);
    now = 1100;
    conflation.flush();
    expect(client.sent).toEqual(['A1', 'A3']);
    expect([delivered, conflated]).toEqual([2, 1]);
  });

  it('sends the next state as soon as there is one to whom waits for it', () => {
    const client = seated({ rate: 10 });
    show('A1');
    now = 1150;
    conflation.flush();
    show('A2');
    expect(client.sent).toEqual(['A1', 'A2']);
  });

  it('sends of a slice the newest one only, and each symbol on its own', () => {
    const client = seated({ rate: 10 });
    show('A1', 'B1', 'A2');
    expect(client.sent).toEqual(['A2', 'B1']);
    expect(conflated).toBe(1);
  });

  it('gives everything to a client that wants everything of a symbol', () => {
    const client = seated();
    show('A1', 'A2');
    expect(client.sent).toEqual(['A1', 'A2']);
    expect(conflated).toBe(0);
  });

  it('holds for a slow client the newest state, and says at once what gave way', () => {
    const client = seated({ slow: true });
    show('A1', 'B1');
    show('A2');
    show('A3');
    expect(client.sent).toEqual([]);
    expect(conflated).toBe(2);
    recover(client);
    expect(client.sent).toEqual(['A3', 'B1']);
    show('A4');
    expect(client.sent).toEqual(['A3', 'B1', 'A4']);
  });

  it('holds its turn, too, while it is slow', () => {
    const client = seated({ rate: 10 });
    show('A1');
    client.slow = true;
    show('A2');
    now = 1100;
    conflation.flush();
    recover(client);
    expect(client.sent).toEqual(['A1', 'A2']);
  });

  it('keeps clients of one rate apart', () => {
    const [first, second] = [seated({ rate: 10 }), seated({ rate: 10, turn: 0.5 })];
    show('A1');
    show('A2');
    now = 1050;
    conflation.flush();
    expect([first.sent, second.sent]).toEqual([['A1'], ['A1', 'A2']]);
    now = 1100;
    conflation.flush();
    expect(first.sent).toEqual(['A1', 'A2']);
  });

  it('follows other symbols, and lets those that stay wait for their turn', () => {
    const client = seated({ rate: 0.1, symbols: ['A'] });
    show('A1', 'B1');
    show('A2', 'B2');
    client.symbols = ['A', 'B'];
    conflation.settle(client);
    expect(client.sent).toEqual(['A1']);
    client.symbols = ['B'];
    conflation.settle(client);
    show('A3', 'B3');
    expect(client.sent).toEqual(['A1', 'B3']);
  });

  it('sends at once what waits where another rate is asked for', () => {
    const client = seated({ rate: 0.1 });
    show('A1');
    show('A2');
    client.rate = 10;
    conflation.settle(client);
    expect(client.sent).toEqual(['A1', 'A2']);
  });

  it('gives what waits to a client that goes and stays, and nothing to one that leaves', () => {
    const [stays, leaves] = [seated({ rate: 1 }), seated({ rate: 1 })];
    show('A1');
    show('A2');
    conflation.dismiss(stays, true);
    conflation.dismiss(leaves, false);
    show('A3');
    now = 5000;
    conflation.flush();
    expect([stays.sent, leaves.sent]).toEqual([['A1', 'A2'], ['A1']]);
    expect([conflation.size, conflated]).toEqual([0, 0]);
  });

  it('drops what waits when the stream jumps, and shows the new position at once', () => {
    const [client, slow] = [seated({ rate: 1 }), seated({ slow: true })];
    show('A1');
    show('A2');
    conflation.reset();
    recover(slow);
    now = 5000;
    conflation.flush();
    show('B1');
    expect([client.sent, slow.sent]).toEqual([['A1', 'B1'], ['B1']]);
  });

  it('always ends with the last state of every symbol, never goes back, and keeps the rate', () => {
    const step = fc.record({
      symbol: fc.constantFrom('A', 'B', 'C'),
      wait: fc.integer({ min: 0, max: 40 }),
      slow: fc.boolean(),
    });
    const turn = fc.double({ min: 0, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 200 }),
        fc.constantFrom(0, 20, 66),
        turn,
        (steps, rate, turn) => {
          conflation.reset();
          const client = seated({ rate, turn });
          const [beganMs, last] = [now, new Map<string, string>()];
          steps.forEach(({ symbol, wait, slow }, n) => {
            now += wait;
            if (client.slow && !slow) recover(client);
            client.slow = slow;
            last.set(symbol, `${symbol}${n}`);
            show(`${symbol}${n}`);
          });
          const elapsedMs = now - beganMs;
          recover(client);
          now += 1000;
          conflation.flush();
          conflation.dismiss(client, false);
          for (const symbol of ['A', 'B', 'C']) {
            const shown = client.sent
              .filter((state) => state.startsWith(symbol))
              .map((state) => Number(state.slice(1)));
            expect(shown).toEqual([...new Set(shown)].toSorted((a, b) => a - b));
            expect(shown.at(-1)).toBe(last.has(symbol) ? Number(last.get(symbol)?.slice(1)) : undefined);
            if (rate > 0) expect(shown.length).toBeLessThanOrEqual(Math.floor((elapsedMs * rate) / 1000) + 3);
          }
        },
      ),
    );
  });
});
