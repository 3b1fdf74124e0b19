import { type Runtime } from '../../replay/runtime.js';
import { ROWS_TIMED, StageClock, STAGES, type Stage } from './stage-clock.js';

describe('StageClock', () => {
  let nowMs = 0;
  const clock = new StageClock({ nowMs: () => nowMs } as Runtime);
  const slices: Partial<Record<Stage, number>>[] = [];
  const work = (ms: number) => (): void => void (nowMs += ms);
  clock.onSlice((spent) =>
    slices.push(Object.fromEntries(STAGES.map((stage, i) => [stage, spent[i]]).filter(([, ms]) => ms !== 0))),
  );

  beforeEach(() => (slices.length = 0));

  it('sums up a stage over the rows of a slice, and begins anew with the next', () => {
    for (const rows of [3, 1]) {
      clock.begin(null);
      for (let row = 0; row < rows; row++) clock.run('validation', work(2));
      clock.run('features', work(5));
      clock.end();
    }
    expect(slices).toEqual([
      { validation: 6, features: 5 },
      { validation: 2, features: 5 },
    ]);
  });

  it('takes from a stage what another one within it needs', () => {
    const alert = clock.timed('alerts', work(3));
    clock.begin(null);
    clock.run('detection', () => {
      work(10)();
      alert();
      alert();
    });
    clock.end();
    expect(slices).toEqual([{ detection: 10, alerts: 6 }]);
  });

  it('counts what failed, too', () => {
    clock.begin(null);
    const fail = clock.timed('alerts', (ms: number) => {
      work(ms)();
      throw new Error('no');
    });
    expect(() => clock.run('detection', () => fail(4))).toThrow('no');
    clock.end();
    expect(slices).toEqual([{ alerts: 4 }]);
  });

  it('times the first rows of a long slice for all of them, and what is done once as it is', () => {
    const validate = clock.timed('validation', work(2));
    clock.begin(null);
    for (let row = 0; row < 10 * ROWS_TIMED; row++) {
      clock.beginRow();
      validate();
    }
    clock.run('messages', work(7));
    clock.end();
    expect(slices).toEqual([{ validation: 10 * ROWS_TIMED * 2, messages: 7 }]);
  });

  it('knows how late a slice was taken up', () => {
    nowMs = 1000;
    clock.begin(990);
    expect(clock.lagMs).toBe(10);
    clock.begin(null);
    expect(clock.lagMs).toBe(0);
  });
});
