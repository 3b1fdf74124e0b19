import { CongestionWatch } from './congestion-watch.js';

describe('CongestionWatch', () => {
  const connection = { congested: false, drained: true };
  let now = 0;
  const watch = new CongestionWatch(connection, () => now);
  const at = (ms: number, congested: boolean, drained = false): boolean => {
    now = ms;
    Object.assign(connection, { congested, drained });
    return watch.look();
  };

  it('does not take a burst for slowness, only who stays behind', () => {
    expect([at(0, true), at(249, true), at(250, false)]).toEqual([false, false, false]);
    expect([at(300, true), at(549, true), watch.slow]).toEqual([false, false, false]);
    expect([at(550, true), watch.slow]).toEqual([true, true]);
  });

  it('is over when nothing waits any more', () => {
    expect([at(600, false), watch.slow]).toEqual([false, true]);
    expect([at(610, false, true), watch.slow]).toEqual([true, false]);
  });
});
