import { KEPT_OF_ENDLESS, StretchLog } from './stretch-log.js';

describe('StretchLog', () => {
  it.each([
    [true, KEPT_OF_ENDLESS, 100],
    [false, KEPT_OF_ENDLESS + 100, 0],
  ])('endless %p: keeps %p entries, from number %p', (endless, kept, first) => {
    const log = new StretchLog<number>(endless);
    for (let entry = 0; entry < KEPT_OF_ENDLESS + 100; entry++) log.push(entry);
    expect([log.all().length, log.all()[0]]).toEqual([kept, first]);
  });
});
