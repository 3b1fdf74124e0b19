import { goodBook, withLevel, type TestBook } from '../../testing/test-book.js';
import { brief, ValidationRun } from '../../testing/validation-run.js';

function after(book: TestBook) {
  const run = new ValidationRun();
  run.pushGood(0, 5);
  return run.push(book, 5);
}

describe('level gaps', () => {
  it('closes up levels that were left out, naming the first one', () => {
    const result = after(withLevel(withLevel(goodBook(), 'bids', 4, [NaN, 0]), 'bids', 5, [NaN, 0]));
    expect(brief(result.findings)).toEqual(['FEWER_LEVELS REPAIRED bid_price_5']);
    expect(result.book.bids).toEqual(goodBook().bids.filter((_, level) => level !== 4 && level !== 5));
    expect(result.flags).toEqual(['REPAIRED']);
  });

  it('quarantines a row whose best level was left out: the next one is not the best price', () => {
    const result = after(withLevel(goodBook(), 'asks', 0, [NaN, 0]));
    expect(brief(result.findings)).toEqual(['FEWER_LEVELS QUARANTINED ask_price_1']);
  });
});

describe('level order', () => {
  it('sorts exchanged neighbours, sizes following', () => {
    const swapped = withLevel(withLevel(goodBook(), 'asks', 4, [100.6, 61]), 'asks', 5, [100.5, 51]);
    const result = after(swapped);
    expect(result.findings).toEqual([
      expect.objectContaining({
        code: 'UNSORTED_LEVELS',
        action: 'REPAIRED',
        field: 'ask_price_5',
        before: '100.6',
        after: '100.5',
      }),
    ]);
    expect(result.book.asks.slice(4, 6)).toEqual([
      [100.5, 51],
      [100.6, 61],
    ]);
    expect(result.outcome).toBe('ACCEPTED');
  });

  it('sorts a side that came upside down, with one finding', () => {
    const result = after({ ...goodBook(), bids: [...goodBook().bids].reverse() });
    expect(result.book).toEqual(goodBook());
    expect(brief(result.findings)).toEqual(['UNSORTED_LEVELS REPAIRED bid_price_1']);
  });

  it('merges a price that stands twice, sizes added', () => {
    const result = after(withLevel(goodBook(), 'bids', 3, [99.7, 5]));
    expect(brief(result.findings)).toEqual(['DUPLICATE_LEVEL REPAIRED bid_price_4']);
    expect(result.book.bids[2]).toEqual([99.7, 30 + 5]);
    expect(result.book.bids[3]).toEqual([99.5, 50]);
    expect(result.book.bids).toHaveLength(9);
  });
});

describe('sides', () => {
  it('passes an honest empty side, marked on every row and reported when it begins', () => {
    const run = new ValidationRun();
    run.pushGood(0, 5);
    const oneSided = { ...goodBook(), asks: [] };
    const first = run.push(oneSided, 5);
    expect(first.outcome).toBe('ACCEPTED');
    expect(first.flags).toEqual(['ONE_SIDED']);
    expect(brief(first.findings)).toEqual(['ONE_SIDED_BOOK FLAGGED ask_price_1']);
    const second = run.push(oneSided, 6);
    expect(second.findings).toEqual([]);
    expect(second.flags).toEqual(['ONE_SIDED']);
    expect(run.push(goodBook(), 7).flags).toEqual([]);
    expect(run.push({ ...goodBook(), bids: [] }, 8).findings).toHaveLength(1);
  });

  it('rejects a row with nothing on either side', () => {
    const result = after({ bids: [], asks: [] });
    expect(result.outcome).toBe('REJECTED');
    expect(brief(result.findings)).toEqual(['MISSING_SIDE REJECTED -']);
  });
});

describe('spread', () => {
  it('quarantines a crossed book and names the side that moved', () => {
    expect(brief(after(withLevel(goodBook(), 'bids', 0, [100.3, 10])).findings)).toEqual([
      'CROSSED_BOOK QUARANTINED bid_price_1',
    ]);
    expect(brief(after(withLevel(goodBook(), 'asks', 0, [99.7, 10])).findings)).toEqual([
      'CROSSED_BOOK QUARANTINED ask_price_1',
    ]);
  });

  it('passes a locked book, reported when it turns so and marked on every row', () => {
    const run = new ValidationRun();
    run.pushGood(0, 5);
    const locked = withLevel(goodBook(), 'bids', 0, [100.1, 10]);
    const results = [5, 6].map((second) => run.push(locked, second));
    expect(results.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'ACCEPTED']);
    expect(results.map(({ findings }) => brief(findings))).toEqual([['LOCKED_BOOK FLAGGED bid_price_1'], []]);
    expect(results.map(({ flags }) => flags)).toEqual([['LOCKED'], ['LOCKED']]);
    run.push(goodBook(), 7);
    expect(run.push(locked, 8).findings).toHaveLength(1);
  });

  it('passes a spread of a quarter of the mid with one quote moved far away', () => {
    const run = new ValidationRun();
    run.pushGood(0, 5);
    // (125 - 99.9) / 112.45 = 22.3 %
    const wide = { ...goodBook(), asks: goodBook().asks.map(([p, v]): [number, number] => [p + 24.9, v]) };
    const result = run.push(wide, 5);
    expect(result.outcome).toBe('ACCEPTED');
    expect(result.flags).toEqual(['WIDE']);
    expect(result.findings).toEqual([
      expect.objectContaining({
        code: 'WIDE_BOOK',
        action: 'FLAGGED',
        field: 'ask_price_1',
        issue: 'the spread 99.9 to 125 is 22.3 % of the mid; up to 10.0 % is usual',
      }),
    ]);
    expect(run.push(wide, 6)).toMatchObject({ findings: [], flags: ['WIDE'] });
  });

  it('does not flicker at the border: wide ends below 8 % of the mid', () => {
    const run = new ValidationRun();
    const withSpread = (percent: number): TestBook => ({
      bids: [[100 - percent / 2, 10]],
      asks: [[100 + percent / 2, 10]],
    });
    const results = [11, 9, 11, 7, 11].map((percent, i) => run.push(withSpread(percent), i));
    expect(results.map(({ findings }) => findings.length)).toEqual([1, 0, 0, 0, 1]);
    expect(results.map(({ flags }) => flags.includes('WIDE'))).toEqual([true, false, true, false, true]);
  });
});

describe('few levels', () => {
  it('says once that a full book turned thin, and marks its rows until that is usual', () => {
    const run = new ValidationRun();
    run.pushGood(0, 1000);
    const results = Array.from({ length: 30 }, (_, i) => run.push(goodBook(6), 1000 + i));
    expect(brief(results[0].findings)).toEqual(['FEWER_LEVELS DEGRADED -']);
    expect(results.slice(1).every(({ findings }) => findings.length === 0)).toBe(true);
    expect(results[5].flags).toEqual(['DEGRADED']);
    // 1 % of about a thousand rows are ten or eleven.
    expect(results[20].flags).toEqual([]);
  });

  it('is silent on feeds of five levels and on books that are thin by habit', () => {
    const five = new ValidationRun();
    const thin = new ValidationRun();
    for (let i = 0; i < 500; i++) {
      expect(five.push(goodBook(5), i)).toMatchObject({ findings: [], quality: 0 });
      expect(thin.push(goodBook(4 + ((i * 7) % 7)), i).findings).toEqual([]);
    }
  });
});
