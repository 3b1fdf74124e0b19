import { TrainingSchedule } from './training-schedule.js';

describe('TrainingSchedule', () => {
  it('begins with a fifth and doubles up to the whole distance', () => {
    const schedule = new TrainingSchedule(50_000);
    expect([1, 2, 3, 4, 5].map(() => schedule.nextInterval())).toEqual([
      10_000, 20_000, 40_000, 50_000, 50_000,
    ]);
  });

  it('takes models up a tenth of the distance later, within 10 to 1000 rows', () => {
    expect([50, 100, 2_000, 1_000_000].map((events) => new TrainingSchedule(events).swapRows)).toEqual([
      10, 10, 200, 1_000,
    ]);
  });
});
