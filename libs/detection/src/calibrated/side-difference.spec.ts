import fc from 'fast-check';
import { PreviousRow, ROW_STRIDE } from '@genesis/market';
import { type Level, levelsFrom, rowAt } from '../../../../test/support/row-at.js';
import { ASK, BID, type BookSide } from '../book-side.js';
import { SideDifference } from './side-difference.js';

type Change = readonly [price: number, before: number, after: number, levelBefore: number];

function compared(
  side: BookSide,
  earlier: readonly Level[],
  later: readonly Level[],
  lot = 0,
): SideDifference {
  const difference = new SideDifference(side);
  difference.compare(rowOf(side, earlier), 0, rowOf(side, later), 0, lot);
  return difference;
}

function rowOf(side: BookSide, levels: readonly Level[]): Float64Array {
  return side === BID ? rowAt(0, levels, []) : rowAt(0, [], levels);
}

function changes(difference: SideDifference): Change[] {
  return Array.from({ length: difference.count }, (_, i) => [
    difference.price[i],
    difference.before[i],
    difference.after[i],
    difference.levelBefore[i],
  ]);
}

const TEN = Array<number>(10).fill(100);

describe('SideDifference', () => {
  it('lists the prices that changed, best first, with the level where they stood', () => {
    const difference = compared(
      ASK,
      [
        [100.01, 100],
        [100.02, 200],
        [100.05, 300],
      ],
      [
        [100.01, 100],
        [100.02, 150],
        [100.03, 50],
      ],
    );
    expect(changes(difference)).toEqual([
      [100.02, 200, 150, 1],
      [100.03, 0, 50, -1],
      [100.05, 300, 0, 2],
    ]);
    expect([difference.depthBefore, difference.depthAfter, difference.gained]).toEqual([600, 300, 50]);
    expect(difference.drop).toBe(0.5);
    // 200 → 150 and 300 → 0 both lost at least 15 %; one of them still stands.
    expect([difference.shrinkable, difference.shrunk, difference.standing]).toEqual([3, 2, 1]);
  });

  it('returns bid prices exactly as the book shows them', () => {
    const difference = compared(
      BID,
      [[585.33, 18]],
      [
        [585.94, 1],
        [585.33, 19],
      ],
    );
    expect(changes(difference)).toEqual([
      [585.94, 0, 1, -1],
      [585.33, 18, 19, 0],
    ]);
  });

  it('takes a level that a new best price pushes out of view for no loss', () => {
    const earlier = levelsFrom(100.02, 0.01, [...TEN.slice(1), 5000]);
    const later: Level[] = [[100.01, 50], ...earlier.slice(0, 9)];
    const difference = compared(ASK, earlier, later);
    expect(changes(difference)).toEqual([[100.01, 0, 50, -1]]);
    expect([difference.depthBefore, difference.depthAfter]).toEqual([900, 950]);
    expect(difference.shrunk).toBe(0);
  });

  it('takes a level that scrolls in for no gain', () => {
    const difference = compared(BID, levelsFrom(100, -0.01, TEN), levelsFrom(99.99, -0.01, TEN));
    expect(changes(difference)).toEqual([[100, 100, 0, 0]]);
    expect(difference.gained).toBe(0);
  });

  it('does not count what stood inside the later touch as depth', () => {
    const difference = compared(
      ASK,
      levelsFrom(100.01, 0.01, [700, 100, 100]),
      levelsFrom(100.02, 0.01, [100, 80]),
    );
    expect(changes(difference)).toEqual([
      [100.01, 700, 0, 0],
      [100.03, 100, 80, 2],
    ]);
    expect([difference.depthBefore, difference.depthAfter]).toEqual([200, 180]);
    expect([difference.shrinkable, difference.shrunk]).toEqual([2, 1]);
  });

  it('calls a level shrunk from a loss of 15 % on, and one lot unable to shrink', () => {
    const before = levelsFrom(100.01, 0.01, [100, 100, 10, 11]);
    const difference = compared(ASK, before, levelsFrom(100.01, 0.01, [85, 86, 1, 1]), 10);
    expect([difference.shrinkable, difference.shrunk]).toEqual([3, 2]);
  });

  it('sees a side appear, vanish and stay away', () => {
    expect(changes(compared(BID, [], [[99, 7]]))).toEqual([[99, 0, 7, -1]]);
    const gone = compared(ASK, [[101, 7]], []);
    expect(changes(gone)).toEqual([[101, 7, 0, 0]]);
    expect([gone.depthBefore, gone.drop]).toEqual([0, 0]);
    expect(changes(compared(BID, [], []))).toEqual([]);
  });

  it('treats a price with nothing behind it like an absent one', () => {
    const difference = compared(ASK, levelsFrom(100.01, 0.01, [5, 0, 7]), [
      [100.01, 5],
      [100.03, 7],
    ]);
    expect(difference.count).toBe(0);
  });

  it('reads both rows at their offsets', () => {
    const rows = new Float64Array(3 * ROW_STRIDE);
    rows.set(rowOf(ASK, [[100.01, 5]]), ROW_STRIDE);
    rows.set(rowOf(ASK, [[100.01, 8]]), 2 * ROW_STRIDE);
    const difference = new SideDifference(ASK);
    difference.compare(rows, ROW_STRIDE, rows, 2 * ROW_STRIDE, 0);
    expect(changes(difference)).toEqual([[100.01, 5, 8, 0]]);
  });

  it('says that nothing has changed once cleared', () => {
    const difference = compared(ASK, levelsFrom(100.01, 0.01, [5, 6]), levelsFrom(100.01, 0.01, [1, 9]));
    difference.clear();
    const { count, depthBefore, depthAfter, shrinkable, shrunk, standing, gained } = difference;
    expect([count, depthBefore, depthAfter, shrinkable, shrunk, standing, gained]).toEqual(Array(7).fill(0));
  });

  const book = fc
    .uniqueArray(fc.integer({ min: 1, max: 25 }), { maxLength: 10 })
    .chain((ticks) =>
      fc.tuple(fc.constant(ticks), fc.array(fc.integer({ min: 0, max: 9 }), size(ticks.length))),
    );

  it.each([
    ['bid', BID],
    ['ask', ASK],
  ] as const)('agrees on the %s side with a naive difference of two maps', (_name, side) => {
    fc.assert(
      fc.property(book, book, fc.integer({ min: 0, max: 3 }), (earlier, later, lot) => {
        const [a, b] = [levelsOf(side, ...earlier), levelsOf(side, ...later)];
        const difference = compared(side, a, b, lot);
        expect({ ...summary(difference), changes: changes(difference) }).toEqual(naive(side, a, b, lot));
      }),
      { numRuns: 500, seed: 3 },
    );
  });

  it.each([
    ['bid', BID],
    ['ask', ASK],
  ] as const)(
    'finds on the %s side, of the levels that changed, what the merge over all of them finds',
    (_name, side) => {
      const loose = fc.integer({ min: 0, max: 1023 });
      fc.assert(
        fc.property(
          fc.array(book, { minLength: 2, maxLength: 5 }),
          fc.integer({ min: 0, max: 3 }),
          loose,
          fc.constantFrom(0, 0.15, 1),
          (books, lot, extra, shrinkShare) => {
            const rows = books.map((levels) => rowOf(side, levelsOf(side, ...levels)));
            const previous = new PreviousRow();
            previous.keep(rows[0], 0);
            for (const row of rows.slice(1)) {
              previous.compare(row, 0);
              const [whole, changed] = [
                new SideDifference(side, shrinkShare),
                new SideDifference(side, shrinkShare),
              ];
              whole.compare(previous.values, 0, row, 0, lot);
              const prices = side === BID ? previous.bidPrices : previous.askPrices;
              const volumes = side === BID ? previous.bidVolumes : previous.askVolumes;
              // Masks may say too much.
              changed.compareChanged(
                previous.values,
                row,
                0,
                prices | (extra & 0b1_0110_0000),
                volumes | extra,
                lot,
              );
              const facts = (of: SideDifference): unknown => [changes(of), of.shrunk, of.standing];
              expect(facts(changed)).toEqual(facts(whole));
              previous.keep(row, 0);
            }
          },
        ),
        { numRuns: 500, seed: 4 },
      );
    },
  );
});

function size(length: number): { minLength: number; maxLength: number } {
  return { minLength: length, maxLength: length };
}

function levelsOf(side: BookSide, ticks: readonly number[], volumes: readonly number[]): Level[] {
  const outermostLast = [...ticks].sort((a, b) => side.outward * (a - b));
  return outermostLast.map((tick, i) => [(10_000 + tick) / 100, volumes[i]]);
}

function summary({ depthBefore, depthAfter, shrinkable, shrunk, standing, gained }: SideDifference): object {
  return { depthBefore, depthAfter, shrinkable, shrunk, standing, gained };
}

function naive(side: BookSide, earlier: readonly Level[], later: readonly Level[], lot: number): object {
  const [was, is] = [new Map(earlier), new Map(later)];
  const full = [earlier, later].filter((levels) => levels.length === 10);
  const outside = (price: number): boolean =>
    full.some((levels) => side.outward * (price - levels[9][0]) > 0);
  const all = [...new Set([...was.keys(), ...is.keys()])]
    .filter((price) => !outside(price))
    .sort((a, b) => side.outward * (a - b))
    .map((price) => ({ price, before: was.get(price) ?? 0, after: is.get(price) ?? 0 }));
  const standing = all.filter(({ price }) => later.length > 0 && side.outward * (price - later[0][0]) >= 0);
  const shrinkable = standing.filter(({ before }) => before > lot);
  const shrunk = shrinkable.filter(({ before, after }) => after <= before * 0.85);
  const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
  return {
    depthBefore: sum(standing.map(({ before }) => before)),
    depthAfter: sum(standing.map(({ after }) => after)),
    shrinkable: shrinkable.length,
    shrunk: shrunk.length,
    standing: shrunk.filter(({ after }) => after > 0).length,
    gained: sum(standing.map(({ before, after }) => Math.max(0, after - before))),
    changes: all
      .filter(({ before, after }) => before !== after)
      .map(({ price, before, after }) => [price, before, after, earlier.findIndex(([at]) => at === price)]),
  };
}
