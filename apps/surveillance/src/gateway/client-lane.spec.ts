import { ClientLane, type Outlet } from './client-lane.js';

class FakeOutlet implements Outlet<string> {
  congested = false;
  drained = true;
  readonly sent: string[] = [];
  send(state: string): void {
    this.sent.push(state);
  }
}

describe('ClientLane', () => {
  let outlet: FakeOutlet;
  let conflated: number;
  let delivered: number;
  let intervalMs: number;
  let now: number;
  let lane: ClientLane<string>;

  beforeEach(() => {
    outlet = new FakeOutlet();
    conflated = delivered = intervalMs = now = 0;
    const tally = { delivered: () => void delivered++, conflated: () => void conflated++ };
    lane = new ClientLane(
      outlet,
      () => intervalMs,
      tally,
      () => now,
    );
  });

  const congest = (): void => {
    outlet.congested = true;
    outlet.drained = false;
    lane.tick();
    now += 250;
    lane.tick();
  };

  it('passes everything on to a client that keeps up', () => {
    for (const state of ['a1', 'a2', 'a3']) lane.offer('A', state);
    expect(outlet.sent).toEqual(['a1', 'a2', 'a3']);
    expect(delivered).toBe(3);
    expect(conflated).toBe(0);
  });

  it('holds the newest state for a slow client until nothing waits for it any more', () => {
    congest();
    expect(lane.slow).toBe(true);
    for (const state of ['a1', 'a2', 'a3']) lane.offer('A', state);
    lane.offer('B', 'b1');
    lane.flush();
    expect(outlet.sent).toEqual([]);

    outlet.congested = false;
    lane.tick();
    expect(outlet.sent).toEqual([]);

    outlet.drained = true;
    lane.tick();
    expect(outlet.sent).toEqual(['a3', 'b1']);
    expect(lane.slow).toBe(false);
    expect(conflated).toBe(2);
    lane.offer('A', 'a4');
    expect(outlet.sent).toEqual(['a3', 'b1', 'a4']);
  });

  it('does not take a burst for slowness', () => {
    outlet.congested = true;
    lane.tick();
    now = 249;
    lane.tick();
    expect(lane.slow).toBe(false);
    outlet.congested = false;
    lane.tick();
    outlet.congested = true;
    now = 300;
    lane.tick();
    now = 549;
    lane.tick();
    expect(lane.slow).toBe(false);
    now = 550;
    lane.tick();
    expect(lane.slow).toBe(true);
  });

  it('keeps to the rate that was asked for, and still shows the last state', () => {
    intervalMs = 100;
    lane.offer('A', 'a1');
    lane.flush();
    lane.offer('A', 'a2');
    lane.offer('A', 'a3');
    lane.flush();
    expect(outlet.sent).toEqual(['a1']);
    now = 100;
    lane.tick();
    expect(outlet.sent).toEqual(['a1', 'a3']);
  });

  it('never sends an older state after a newer one when the rate is lifted', () => {
    intervalMs = 100;
    lane.offer('A', 'a1');
    lane.flush();
    lane.offer('A', 'a2');
    intervalMs = 0;
    lane.offer('A', 'a3');
    lane.flush();
    expect(outlet.sent).toEqual(['a1', 'a3']);
  });

  it('drops what waits when the stream jumps, or when it is not wanted any more', () => {
    congest();
    lane.offer('A', 'a1');
    lane.clear();
    lane.offer('B', 'b1');
    lane.offer('C', 'c1');
    lane.retain((symbol) => symbol === 'C');
    outlet.congested = false;
    outlet.drained = true;
    lane.tick();
    expect(outlet.sent).toEqual(['c1']);
  });
});
