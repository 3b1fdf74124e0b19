import * as fc from 'fast-check';
import { type AnomalyMessage } from '@genesis/contracts';
import {
  ALL_CHANGED,
  ASK_PRICE,
  ASK_VOLUME,
  BID_PRICE,
  BID_VOLUME,
  COLUMN_NAMES,
  ROW_STRIDE,
  SnapshotBatch,
  SymbolTable,
  type CellDefect,
} from '@genesis/market';
import { bookOf, rowOf, type TestBook, type TestLevel } from '../testing/test-book.js';
import { defect, ValidationRun } from '../testing/validation-run.js';
import { BOOK_CHECKS } from './checks/book-checks.js';
import { cleanLevels } from './clean-book.js';
import { createRowValidator } from './create-row-validator.js';
import { RowUnderCheck } from './row-under-check.js';
import { ACCEPTED } from './row-validator.js';
import { SymbolState } from './symbol-state.js';
import { DEFAULT_VALIDATION_SETTINGS as SETTINGS } from './validation-settings.js';

/** Cents away from the best price, level by level, and sizes. */
const side = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 5000 })), {
  minLength: 1,
  maxLength: 10,
});

function levelsFrom(
  best: number,
  direction: 1 | -1,
  steps: readonly (readonly [number, number])[],
): TestLevel[] {
  let cents = best;
  return steps.map(([step, volume], level) => {
    if (level > 0) cents += direction * step;
    return [cents / 100, volume];
  });
}

/** Sound books around 100 with spreads from a cent to two dollars. */
const soundBook: fc.Arbitrary<TestBook> = fc
  .tuple(fc.integer({ min: 9900, max: 10_100 }), fc.integer({ min: 1, max: 200 }), side, side)
  .map(([bid, spread, bids, asks]) => ({
    bids: levelsFrom(bid, -1, bids),
    asks: levelsFrom(bid + spread, 1, asks),
  }));

const badValue = fc.constantFrom(
  NaN,
  Infinity,
  -Infinity,
  0,
  -1,
  1e-9,
  58.5,
  99.99,
  100.01,
  1000,
  1e12,
  -999999.9999,
);

/** A fault: a column and what stands there, with or without a record of it by the decoder. */
const fault = fc.record({
  column: fc.integer({ min: 1, max: ROW_STRIDE - 1 }),
  value: badValue,
  code: fc.constantFrom(
    null,
    'EMPTY_FIELD' as const,
    'TEXT_IN_NUMBER' as const,
    'NAN' as const,
    'INF' as const,
  ),
});
type Fault = typeof fault extends fc.Arbitrary<infer T> ? T : never;

function spoil(row: Float64Array, faults: readonly Fault[]): CellDefect[] {
  const byColumn = new Map<number, CellDefect>();
  for (const { column, value, code } of faults) {
    byColumn.delete(column);
    row[column] = code === null ? value : code === 'INF' ? Infinity : NaN;
    if (code !== null)
      byColumn.set(column, { kind: 'cell', row: 0, code, column: COLUMN_NAMES[column], text: '?' });
  }
  return [...byColumn.values()];
}

/** What is unsound about an accepted row; null when nothing is. (One assertion a row: they are slow by the thousand.) */
function flawOf(row: Float64Array): string | null {
  const { bids, asks } = bookOf(row);
  if (bids.length + asks.length === 0) return 'no level at all';
  if (bids.length > 0 && asks.length > 0 && bids[0][0] > asks[0][0]) return 'crossed';
  return flawOfSide(row, bids, 1, BID_PRICE, BID_VOLUME) ?? flawOfSide(row, asks, -1, ASK_PRICE, ASK_VOLUME);
}

function flawOfSide(
  row: Float64Array,
  levels: readonly TestLevel[],
  direction: 1 | -1,
  priceAt: number,
  volumeAt: number,
): string | null {
  for (const [level, [price, volume]] of levels.entries()) {
    if (!(price > 0 && price < Infinity)) return `price ${price} at level ${level}`;
    if (!(volume >= 0 && volume < Infinity)) return `size ${volume} at level ${level}`;
    if (level > 0 && !(direction * (levels[level - 1][0] - price) > 0)) return `unsorted at level ${level}`;
  }
  for (let level = 0; level < 10; level++) {
    if (Number.isNaN(row[priceAt + level]) !== level >= levels.length) return `a gap at level ${level}`;
    if (level >= levels.length && row[volumeAt + level] !== 0)
      return `a size without a price at level ${level}`;
  }
  return null;
}

function moved(levels: readonly TestLevel[], by: number): TestLevel[] {
  return levels.map(([price, volume]) => [price + by, volume]);
}

/** What may happen to a sound book for a row, or stand for many; applied in this order. */
const STANDING: ((book: TestBook) => TestBook)[] = [
  ({ bids, asks }) => ({ bids, asks: asks.slice(0, 2) }),
  ({ bids, asks }) => ({ bids, asks: moved(asks, bids[0][0] - asks[0][0]).with(0, bids[0]) }),
  ({ bids, asks }) => ({ bids, asks: moved(asks, 9) }),
  ({ bids, asks }) => ({ bids, asks: moved(asks, 15) }),
  ({ bids, asks }) => ({ bids: moved(bids, 900), asks: moved(asks, 900) }),
  ({ bids, asks }) => ({ bids: [...bids.slice(0, 9), [0.01, 1]], asks }),
  ({ bids, asks }) => ({ bids: [...bids.slice(0, 7), [0.04, 1], [0.03, 1], [0.02, 0]], asks }),
  ({ bids, asks }) => ({ bids, asks: [...asks.slice(0, 9), [1000, 1]] }),
  ({ bids, asks }) => ({ bids, asks: [...asks.slice(0, 9), [999_999.9999, 0]] }),
  ({ bids }) => ({ bids, asks: [] }),
  ({ asks }) => ({ bids: [], asks }),
];

describe('validation, whatever comes', () => {
  it('accepts only sound books: sorted, positive, finite, not crossed, no gaps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(soundBook, fc.array(fault, { maxLength: 6 })), { maxLength: 8 }),
        (rows) => {
          const run = new ValidationRun();
          rows.forEach(([book, faults], second) => {
            const row = rowOf(book, second * 1e6);
            const result = run.pushRow(row, spoil(row, faults));
            if (result.outcome === 'ACCEPTED') expect(flawOf(result.row)).toBeNull();
            else expect(result.findings).not.toEqual([]);
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('passes clean books unchanged, bit for bit, and says nothing', () => {
    fc.assert(
      fc.property(fc.array(soundBook, { minLength: 1, maxLength: 20 }), (books) => {
        const run = new ValidationRun();
        books.forEach((book, second) => {
          const row = rowOf(book, second * 1e6);
          const result = run.pushRow(row);
          expect(result).toMatchObject({ outcome: 'ACCEPTED', quality: 0, findings: [] });
          expect(Buffer.compare(Buffer.from(result.row.buffer), Buffer.from(row.buffer))).toBe(0);
        });
      }),
    );
  });

  it('has nothing to add to a row that it has repaired', () => {
    fc.assert(
      fc.property(soundBook, soundBook, fc.array(fault, { maxLength: 6 }), (before, book, faults) => {
        const run = new ValidationRun();
        run.pushRow(rowOf(before, 0));
        const row = rowOf(book, 1e6);
        const repaired = run.pushRow(row, spoil(row, faults));
        fc.pre(repaired.outcome === 'ACCEPTED');
        const again = new ValidationRun();
        again.pushRow(rowOf(before, 0));
        const result = again.pushRow(repaired.row);
        expect(result.row).toEqual(repaired.row);
        // What stands (locked, wide) was told of the repaired row and is told of its copy.
        const standing = ['LOCKED_BOOK', 'WIDE_BOOK', 'ONE_SIDED_BOOK'];
        expect(result.findings.filter(({ code }) => !standing.includes(code))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('has a fast path that passes only what the checks would pass without a word', () => {
    fc.assert(
      fc.property(soundBook, fc.array(fault, { maxLength: 2 }), (book, faults) => {
        const batch = new SnapshotBatch(1, new SymbolTable(['AAPL']));
        const spoilt = rowOf(book, 1e6);
        spoil(
          spoilt,
          faults.map((each) => ({ ...each, code: null })),
        );
        batch.rows.set(spoilt);
        const state = new SymbolState(SETTINGS, 0);
        state.anchor(99.99, 100.01);
        const findings: AnomalyMessage[] = [];
        const row = new RowUnderCheck(SETTINGS);
        row.begin(batch, 0, state, (anomaly) => findings.push(anomaly));
        const levels = cleanLevels(row, ALL_CHANGED);
        row.beginBook();
        for (const check of BOOK_CHECKS) if (row.outcome === ACCEPTED) check(row);
        const silent = findings.length === 0 && row.quality === 0 && firstDifference(batch.rows, spoilt) < 0;
        expect(levels > 0).toBe(silent);
      }),
      { numRuns: 1000 },
    );
  });

  it('says on the fast path of standing conditions what the checks say', () => {
    const phase = fc.tuple(
      fc.subarray(STANDING, { maxLength: 3 }),
      fc.array(soundBook, { minLength: 1, maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(phase, { maxLength: 8 }), fc.boolean(), (phases, warm) => {
        const fast = new ValidationRun();
        const checked = new ValidationRun();
        const warmUp = warm ? 120 : 0;
        for (const run of [fast, checked]) run.pushGood(0, warmUp);
        const books = phases.flatMap(([changes, sound]) =>
          sound.map((book) => changes.reduce((changed, change) => change(changed), book)),
        );
        // A defect of no cell of the book: nothing but a reason to look at the row.
        const reason = [defect('ts', 'NAN', '')];
        const passed = books.map((book, i) => fast.push(book, warmUp + i));
        const judged = books.map((book, i) => checked.push(book, warmUp + i, reason));
        expect(passed).toEqual(judged);
      }),
      { numRuns: 100 },
    );
  });

  it('finds the same in batches of any size', () => {
    const stream = fc.array(
      fc.tuple(soundBook, fc.array(fault, { maxLength: 2 }), fc.integer({ min: 0, max: 2 })),
      {
        minLength: 1,
        maxLength: 120,
      },
    );
    fc.assert(
      fc.property(stream, fc.integer({ min: 1, max: 50 }), (rows, batchRows) => {
        expect(findingsOf(rows, batchRows)).toEqual(findingsOf(rows, rows.length));
      }),
      { numRuns: 50 },
    );
  });
});

function firstDifference(a: Float64Array, b: Float64Array): number {
  return a.findIndex((value, i) => !Object.is(value, b[i]));
}

/** Outcomes, flags and findings of a stream cut into batches; seconds between rows as given. */
function findingsOf(
  rows: readonly (readonly [TestBook, readonly Fault[], number])[],
  batchRows: number,
): unknown[] {
  const validator = createRowValidator();
  const batch = new SnapshotBatch(batchRows, new SymbolTable(['AAPL']));
  const seen: unknown[] = [];
  const sink = (anomaly: AnomalyMessage): number => seen.push(anomaly);
  let second = 0;
  for (let from = 0; from < rows.length; from += batchRows) {
    batch.clear();
    for (const [book, faults, elapsed] of rows.slice(from, from + batchRows)) {
      const row = rowOf(book, (second += elapsed) * 1e6);
      batch.defects.push(...spoil(row, faults).map((cell) => ({ ...cell, row: batch.length })));
      batch.positions[batch.length] = from + batch.length + 2;
      batch.rows.set(row, batch.length++ * ROW_STRIDE);
    }
    validator.beginBatch(batch);
    for (let row = 0; row < batch.length; row++) {
      seen.push(validator.validate(batch, row, sink), validator.quality, validator.stateReset);
    }
    validator.endBatch(batch, sink);
  }
  return seen;
}
