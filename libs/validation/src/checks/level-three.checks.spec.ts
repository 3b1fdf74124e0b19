import { goodBook, withLevel } from '../../testing/test-book.js';
import { brief, ValidationRun } from '../../testing/validation-run.js';

/** What one row does to a validator that knows the good book. */
function after(book: Parameters<ValidationRun['push']>[0], settings = {}) {
  const run = new ValidationRun(settings);
  run.pushGood(0, 5);
  return run.push(book, 5);
}

describe('finiteness without defect records', () => {
  it.each([
    ['price NaN with a size', 'asks', 2, [NaN, 31], 'NAN LEVEL_DROPPED ask_price_3'],
    ['price infinite', 'bids', 9, [-Infinity, 5], 'INF LEVEL_DROPPED bid_price_10'],
    ['best price infinite', 'asks', 0, [Infinity, 5], 'INF QUARANTINED ask_price_1'],
    ['best price NaN with a size', 'bids', 0, [NaN, 5], 'NAN QUARANTINED bid_price_1'],
    ['size NaN', 'bids', 1, [99.8, NaN], 'NAN REPAIRED bid_volume_2'],
    ['size infinite', 'asks', 0, [100.1, Infinity], 'INF REPAIRED ask_volume_1'],
    ['size beyond all bounds', 'bids', 3, [99.6, 1e308], 'INF REPAIRED bid_volume_4'],
    ['size minus infinite', 'asks', 5, [100.6, -Infinity], 'INF REPAIRED ask_volume_6'],
  ] as const)('%s', (_, side, level, value, want) => {
    expect(brief(after(withLevel(goodBook(), side, level, value)).findings)).toEqual([want]);
  });
});

describe('sizes as good as infinite', () => {
  it('are taken as 0 with a loss, above 1e15 and not at it', () => {
    const result = after(withLevel(goodBook(), 'asks', 1, [100.2, 1.1e15]));
    expect(result.findings[0].issue).toBe(
      'ask_volume_2 is 1100000000000000; a size must be at most 1000000000000000, taken as 0',
    );
    expect(result.book.asks[1]).toEqual([100.2, 0]);
    expect(result.flags).toEqual(['REPAIRED', 'DEGRADED']);
    expect(after(withLevel(goodBook(), 'asks', 1, [100.2, 1e15])).findings).toEqual([]);
  });
});

describe('signs', () => {
  it.each([
    ['price 0 with a size', 'bids', 4, [0, 50], 'ZERO_PRICE LEVEL_DROPPED bid_price_5'],
    ['last price 0 with a size', 'asks', 9, [0, 50], 'ZERO_PRICE LEVEL_DROPPED ask_price_10'],
    ['best price 0', 'asks', 0, [0, 11], 'ZERO_PRICE QUARANTINED ask_price_1'],
    ['price below 0', 'bids', 2, [-99.7, 30], 'NEGATIVE_PRICE LEVEL_DROPPED bid_price_3'],
    ['size below 0', 'asks', 6, [100.7, -100], 'NEGATIVE_VOLUME LEVEL_DROPPED ask_volume_7'],
    ['size of the best level below 0', 'bids', 0, [99.9, -1], 'NEGATIVE_VOLUME QUARANTINED bid_volume_1'],
  ] as const)('%s', (_, side, level, value, want) => {
    expect(brief(after(withLevel(goodBook(), side, level, value)).findings)).toEqual([want]);
  });

  it('keeps a price that is shown with nothing behind it', () => {
    const book = withLevel(goodBook(), 'bids', 0, [99.9, 0]);
    const result = after(book);
    expect(result.findings).toEqual([]);
    expect(result.book).toEqual(book);
  });
});

describe('placeholders of vendors', () => {
  it.each([0, -999_999.9999, 999_999.9999, 9_999_999_999, -9_999_999_999, 9_223_372_036.854776])(
    'reads price %p with size 0 at the end as an absent level, silently',
    (price) => {
      const result = after(withLevel(goodBook(), 'asks', 9, [price, 0]));
      expect(result.findings).toEqual([]);
      expect(result.outcome).toBe('ACCEPTED');
      expect(result.book.asks).toEqual(goodBook().asks.slice(0, 9));
    },
  );

  it('does not take a large price with a size for a placeholder', () => {
    const result = after(withLevel(goodBook(), 'asks', 9, [999_999.9999, 100]));
    expect(brief(result.findings)).toEqual(['PRICE_OUTLIER LEVEL_DROPPED ask_price_10']);
  });
});

describe('tick grid', () => {
  const offGrid = withLevel(goodBook(), 'bids', 3, [99.605, 40]);

  it('is not checked without a configured price step', () => {
    expect(after(offGrid).findings).toEqual([]);
  });

  it('drops a deep level beside the grid, quarantines a best price beside it', () => {
    const settings = { tickSizes: { AAPL: 0.01 } };
    expect(brief(after(offGrid, settings).findings)).toEqual(['OFF_TICK LEVEL_DROPPED bid_price_4']);
    const best = withLevel(goodBook(), 'asks', 0, [100.099, 11]);
    expect(brief(after(best, settings).findings)).toEqual(['OFF_TICK QUARANTINED ask_price_1']);
  });

  it('allows what binary fractions do to decimal prices, and absent levels', () => {
    expect(after(goodBook(7), { tickSizes: { AAPL: 0.1 } }).findings).toEqual([]);
  });
});

describe('price outliers', () => {
  it('quarantines a best price off by a factor of ten, and nothing else is said of the row', () => {
    expect(brief(after(withLevel(goodBook(), 'bids', 0, [9.99, 10])).findings)).toEqual([
      'PRICE_OUTLIER QUARANTINED bid_price_1',
    ]);
    expect(brief(after(withLevel(goodBook(), 'asks', 0, [1001, 10])).findings)).toEqual([
      'PRICE_OUTLIER QUARANTINED ask_price_1',
    ]);
  });

  it('judges by the row itself where no mid is known yet', () => {
    const first = new ValidationRun().push(withLevel(goodBook(), 'bids', 0, [9.99, 10]), 0);
    expect(brief(first.findings)).toEqual(['PRICE_OUTLIER QUARANTINED bid_price_1']);
  });

  it('has its border at |ln(price / mid)| = 0.7: 201.37 against a mid of 100', () => {
    expect(after(withLevel(goodBook(), 'asks', 9, [201.37, 1])).findings).toEqual([]);
    expect(brief(after(withLevel(goodBook(), 'asks', 9, [201.38, 1])).findings)).toEqual([
      'PRICE_OUTLIER LEVEL_DROPPED ask_price_10',
    ]);
  });

  it('drops a stub quote from every row, reports it when it comes and again when it comes back', () => {
    const run = new ValidationRun();
    const stub = withLevel(goodBook(), 'bids', 9, [0.01, 1]);
    run.pushGood(0, 3);
    expect(brief(run.push(stub, 3).findings)).toEqual(['PRICE_OUTLIER LEVEL_DROPPED bid_price_10']);
    const standing = run.push(stub, 4);
    expect(standing.findings).toEqual([]);
    expect(standing.flags).toEqual(['REPAIRED']);
    expect(standing.book.bids).toHaveLength(9);
    run.push(goodBook(), 5);
    expect(run.push(stub, 6).findings).toHaveLength(1);
  });

  it('of a side that is wrong altogether says it once', () => {
    const asks = goodBook(10, 10).asks;
    expect(brief(after({ ...goodBook(), asks }).findings)).toEqual(['PRICE_OUTLIER QUARANTINED ask_price_1']);
  });
});

describe('jumps of the mid', () => {
  it('quarantines a book at another price, then goes on', () => {
    const result = after(goodBook(10, 10));
    expect(brief(result.findings)).toEqual(['MID_JUMP QUARANTINED -']);
    expect(result.outcome).toBe('QUARANTINED');
  });

  it('takes the new price level once three rows in a row agree', () => {
    const run = new ValidationRun();
    run.pushGood(0, 5);
    expect(run.push(goodBook(10, 10), 5).outcome).toBe('QUARANTINED');
    expect(run.push(goodBook(10, 10.5), 6).outcome).toBe('QUARANTINED');
    const third = run.push(goodBook(10, 10.2), 7);
    expect(third.outcome).toBe('ACCEPTED');
    expect(brief(third.findings)).toEqual(['MID_JUMP FLAGGED -']);
    expect(third.stateReset).toBe(true);
    const fourth = run.push(goodBook(10, 10.2), 8);
    expect(fourth.findings).toEqual([]);
    expect(fourth.stateReset).toBe(false);
  });

  it('does not take rows that disagree, or that the old price interrupts, for a new price level', () => {
    const run = new ValidationRun();
    run.pushGood(0, 5);
    const scales = [10, 100, 10, 0.1, 10, 10, 1, 10, 10, 1];
    const outcomes = scales.map((scale, i) => run.push(goodBook(10, scale), 5 + i).outcome);
    expect(outcomes.filter((_, i) => scales[i] !== 1)).toEqual(Array(8).fill('QUARANTINED'));
    expect(outcomes.filter((_, i) => scales[i] === 1)).toEqual(['ACCEPTED', 'ACCEPTED']);
  });

  it('outlives a bad first row', () => {
    const run = new ValidationRun();
    run.push(goodBook(10, 10), 0);
    const outcomes = [1, 2, 3, 4].map((second) => run.push(goodBook(), second).outcome);
    expect(outcomes).toEqual(['QUARANTINED', 'QUARANTINED', 'ACCEPTED', 'ACCEPTED']);
  });
});
