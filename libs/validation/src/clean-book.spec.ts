import { QUALITY_FLAGS } from '@genesis/contracts';
import { ALL_CHANGED, SnapshotBatch, SymbolTable } from '@genesis/market';
import { bookOf, goodBook, rowOf, withLevel, type TestBook } from '../testing/test-book.js';
import { cleanLevels } from './clean-book.js';
import { RowUnderCheck } from './row-under-check.js';
import { LOCKED, ONE_SIDED, SymbolState, WIDE } from './symbol-state.js';
import { DEFAULT_VALIDATION_SETTINGS as SETTINGS } from './validation-settings.js';

const STUB = 0.01;
const locked = withLevel(goodBook(), 'bids', 0, [100.1, 10]);
const oneSided = { ...goodBook(7), asks: [] };
const withStub = withLevel(goodBook(), 'bids', 9, [STUB, 1]);

/** Best quotes 100 ± half the spread, so that `spread` is the percentage of the mid. */
function withSpread(spread: number): TestBook {
  return { bids: [[100 - spread / 2, 10]], asks: [[100 + spread / 2, 10]] };
}

/** The fast path over one row of a symbol with these conditions, whose row before showed a stub quote at 0.01. */
function pass(book: TestBook, conditions: number, mid = 100) {
  const state = new SymbolState(SETTINGS, 0);
  state.anchor(mid, mid);
  state.conditions = conditions;
  state.outliers.add(STUB);
  state.outliers.endRow(0);
  state.seen = 1;
  const batch = new SnapshotBatch(1, new SymbolTable(['AAPL']));
  batch.rows.set(rowOf(book, 0));
  const row = new RowUnderCheck(SETTINGS);
  row.begin(batch, 0, state, () => undefined);
  const levels = cleanLevels(row, ALL_CHANGED);
  const flags = QUALITY_FLAGS.filter((_, bit) => (row.quality >>> bit) & 1);
  return { levels, flags, book: bookOf(batch.rows), stubs: state.outliers.count(2) };
}

describe('the fast path', () => {
  it.each([
    ['a locked book', locked, LOCKED, 10, ['LOCKED']],
    ['a wide book', withSpread(15), WIDE, 1, ['WIDE']],
    ['a book that is not yet narrow again', withSpread(9), WIDE, 1, []],
    ['a book of one side', oneSided, ONE_SIDED, 7, ['ONE_SIDED']],
  ] as const)('passes %s once that stands, and marks it', (_, book, conditions, levels, flags) => {
    expect(pass(book, conditions)).toMatchObject({ levels, flags });
  });

  it.each([
    ['turns locked', locked, 0],
    ['turns wide', withSpread(15), 0],
    ['turns one-sided', oneSided, 0],
    ['is locked no more', goodBook(), LOCKED],
    ['is narrow again', withSpread(7), WIDE],
    ['has both sides again', goodBook(), ONE_SIDED],
    ['has no level at all', { bids: [], asks: [] }, ONE_SIDED],
    ['is crossed', withLevel(goodBook(), 'bids', 0, [100.3, 10]), ONE_SIDED],
  ])('leaves a book that %s to the checks, unmarked', (_, book, conditions) => {
    expect(pass(book, conditions)).toMatchObject({ levels: 0, flags: [] });
  });

  it('judges a side without a mid by its own median price', () => {
    expect(pass(oneSided, ONE_SIDED, NaN).levels).toBe(7);
    expect(pass({ bids: [], asks: goodBook(4).asks }, ONE_SIDED, NaN).levels).toBe(4);
    // The median of 99.9, 99.8 and 30 is 99.8, and 30 lies beyond a factor of two.
    const stub = { bids: [...goodBook(2).bids, [30, 1] as const], asks: [] };
    expect(pass(stub, ONE_SIDED, NaN).levels).toBe(0);
    expect(pass({ bids: [[999_999.9999, 0]], asks: [] }, ONE_SIDED, NaN).levels).toBe(0);
    expect(pass({ bids: [[0, 5]], asks: [] }, ONE_SIDED, NaN).levels).toBe(0);
  });

  it('drops a stub quote that stands, and it goes on standing', () => {
    const result = pass(withStub, 0);
    expect(result).toMatchObject({ levels: 9, flags: ['REPAIRED'], stubs: 1 });
    expect(result.book).toEqual({ ...goodBook(), bids: goodBook().bids.slice(0, 9) });
  });

  it.each([
    ['another one comes', withLevel(withStub, 'asks', 9, [1000, 1])],
    ['it moves', withLevel(goodBook(), 'bids', 9, [0.02, 1])],
    ['it has nothing behind it', withLevel(goodBook(), 'bids', 9, [STUB, 0])],
    ['most of the book is gone but for it', { bids: [[STUB, 1]] as const, asks: goodBook(1).asks }],
  ])('leaves the row to the checks, as it came, where %s', (_, book) => {
    expect(pass(book, 0)).toMatchObject({ levels: 0, flags: [], book });
  });
});
