import { goodBook, withLevel } from '../testing/test-book.js';
import { ValidationRun } from '../testing/validation-run.js';
import { ValidationCounters } from './validation-counters.js';

describe('ValidationCounters', () => {
  it('counts by level, code and action', () => {
    const counters = new ValidationCounters();
    const run = new ValidationRun();
    run.pushGood(0, 3);
    const results = [
      run.push(withLevel(goodBook(), 'bids', 0, [0, 10]), 3),
      run.push(withLevel(goodBook(), 'bids', 3, [0, 10]), 4),
      run.push(withLevel(goodBook(), 'bids', 0, [100.3, 10]), 5),
    ];
    for (const { findings } of results) findings.forEach((finding) => counters.record(finding));
    expect(counters.counts()).toEqual({
      total: 3,
      byLevel: { 3: 2, 5: 1 },
      byCode: { ZERO_PRICE: 2, CROSSED_BOOK: 1 },
      byAction: { QUARANTINED: 2, LEVEL_DROPPED: 1 },
    });
  });

  it('hands out counts that do not change any more', () => {
    const counters = new ValidationCounters();
    const before = counters.counts();
    const run = new ValidationRun();
    run
      .push(withLevel(goodBook(), 'bids', 0, [0, 10]), 3)
      .findings.forEach((finding) => counters.record(finding));
    expect(before.total).toBe(0);
    expect(before.byCode).toEqual({});
  });
});
