import fc from 'fast-check';
import { PreviousRow, type RowChanges } from './previous-row.js';
import { ASK_PRICE, ASK_VOLUME, BID_PRICE, BID_VOLUME, LEVELS, ROW_STRIDE } from './snapshot-layout.js';

const PARTS = [
  ['bidPrices', BID_PRICE],
  ['bidVolumes', BID_VOLUME],
  ['askPrices', ASK_PRICE],
  ['askVolumes', ASK_VOLUME],
] as const;

function masksOf({ bidPrices, bidVolumes, askPrices, askVolumes }: RowChanges): number[] {
  return [bidPrices, bidVolumes, askPrices, askVolumes];
}

function kept(values: readonly number[]): PreviousRow {
  const previous = new PreviousRow();
  previous.keep(Float64Array.from(values), 0);
  return previous;
}

describe('PreviousRow', () => {
  const flat = Array<number>(ROW_STRIDE).fill(7);

  it('takes everything as changed while there is no row before', () => {
    const previous = new PreviousRow();
    previous.compare(new Float64Array(ROW_STRIDE), 0);
    expect(masksOf(previous)).toEqual([1023, 1023, 1023, 1023]);
  });

  it('names the levels that changed, a bit each, and nothing else', () => {
    const previous = kept(flat);
    const row = Float64Array.from(flat);
    row[BID_PRICE + 9] = 8;
    row[BID_VOLUME] = 1;
    row[ASK_VOLUME + 2] = row[ASK_VOLUME + 3] = 5;
    previous.compare(row, 0);
    expect(masksOf(previous)).toEqual([0b10_0000_0000, 1, 0, 0b1100]);
  });

  it('sees levels vanish and appear, and none in a level that stays away', () => {
    const row = Float64Array.from(flat);
    row[BID_PRICE] = row[ASK_PRICE + 1] = NaN;
    const previous = kept([...row]);
    row[ASK_PRICE + 1] = 3;
    row[ASK_PRICE + 2] = NaN;
    previous.compare(row, 0);
    expect(masksOf(previous)).toEqual([0, 0, 0b110, 0]);
  });

  it('becomes like another one and goes its own way from there', () => {
    const first = kept(flat);
    const second = new PreviousRow();
    second.copy(first);
    const row = Float64Array.from(flat);
    row[BID_PRICE] = 8;
    first.compare(row, 0);
    first.keep(row, 0);
    second.compare(row, 0);
    expect(masksOf(second)).toEqual([1, 0, 0, 0]);
    expect([...first.values]).toEqual([...row]);
    expect([...second.values]).toEqual(flat);
  });

  const number = fc.constantFrom(NaN, 0, 1, 2);
  const book = fc.array(number, { minLength: ROW_STRIDE, maxLength: ROW_STRIDE });

  it('agrees with a plain comparison over any run of rows, and holds the last one', () => {
    fc.assert(
      fc.property(fc.array(book, { minLength: 2, maxLength: 6 }), (rows) => {
        const all = Float64Array.from(rows.flat());
        const previous = kept(rows[0]);
        for (let row = 1; row < rows.length; row++) {
          previous.compare(all, row * ROW_STRIDE);
          const plain = PARTS.map(([, from]) => {
            const levels = Array.from({ length: LEVELS }, (_, level) => from + level);
            const changed = levels.map((at) => !Object.is(rows[row][at], rows[row - 1][at]));
            return changed.reduce((mask, is, level) => mask | (Number(is) << level), 0);
          });
          expect(masksOf(previous)).toEqual(plain);
          previous.keep(all, row * ROW_STRIDE);
          expect([...previous.values]).toEqual(rows[row]);
        }
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});
