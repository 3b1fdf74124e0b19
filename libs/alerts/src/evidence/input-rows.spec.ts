import * as fc from 'fast-check';
import { ROW_STRIDE, SnapshotBatch, SymbolTable, TS } from '@genesis/market';
import { InputRows } from './input-rows.js';

/** A batch with one row for each index into `symbols`; a row's values tell its number in the batch from `first` on. */
function batchOf(symbols: SymbolTable, instruments: readonly number[], counts: number[], first = 0) {
  const batch = new SnapshotBatch(Math.max(1, instruments.length), symbols);
  instruments.forEach((instrument, row) => {
    counts[instrument] = (counts[instrument] ?? 0) + 1;
    batch.instruments[row] = instrument;
    batch.sequences[row] = counts[instrument];
    batch.rows.fill(first + row, row * ROW_STRIDE, (row + 1) * ROW_STRIDE);
  });
  batch.length = instruments.length;
  return batch;
}

function stampsOf({ rows, count }: { rows: Float64Array; count: number }): number[] {
  return Array.from({ length: count }, (_, row) => rows[row * ROW_STRIDE + TS]);
}

describe('InputRows', () => {
  const symbols = new SymbolTable(['A', 'B']);

  it('gives the rows of one symbol between two numbers, oldest first', () => {
    const input = new InputRows(16);
    input.record(batchOf(symbols, [0, 1, 0, 0, 1, 0], []), 0, 6);
    const window = input.window('A', 2, 3, 99);
    expect(stampsOf(window)).toEqual([2, 3]);
    expect(window).toMatchObject({ count: 2, complete: true });
    expect([...window.rows]).toEqual([
      ...Array<number>(ROW_STRIDE).fill(2),
      ...Array<number>(ROW_STRIDE).fill(3),
    ]);
  });

  it('says where the oldest rows of a window are gone', () => {
    const input = new InputRows(3);
    input.record(batchOf(symbols, [0, 0, 0, 0], []), 0, 4);
    const window = input.window('A', 1, 4, 99);
    expect(stampsOf(window)).toEqual([1, 2, 3]);
    expect(window.complete).toBe(false);
    expect(input.window('A', 2, 4, 99).complete).toBe(true);
  });

  it('gives the newest rows where there are more than asked for', () => {
    const input = new InputRows(8);
    input.record(batchOf(symbols, [0, 0, 0], []), 0, 3);
    const window = input.window('A', 1, 3, 2);
    expect(stampsOf(window)).toEqual([1, 2]);
    expect(window.complete).toBe(false);
  });

  it('has nothing of a symbol that it has not seen, and nothing before the first row', () => {
    const input = new InputRows(8);
    expect(input.window('A', 1, 1, 9)).toMatchObject({ count: 0, complete: false });
    input.record(batchOf(symbols, [0], []), 0, 1);
    expect(input.window('B', 1, 1, 9)).toMatchObject({ count: 0, complete: false });
    expect(input.window('C', 1, 1, 9)).toMatchObject({ count: 0, complete: false });
  });

  it('starts anew when cleared or when the symbols are numbered anew', () => {
    const input = new InputRows(8);
    input.record(batchOf(symbols, [0, 0], []), 0, 2);
    input.record(batchOf(new SymbolTable(['B', 'A']), [1], [], 7), 0, 1);
    expect(stampsOf(input.window('A', 1, 2, 9))).toEqual([7]);
    input.clear();
    expect(input.window('A', 1, 2, 9).count).toBe(0);
  });

  it('keeps what it was given, whatever becomes of the batch', () => {
    const input = new InputRows(8);
    const batch = batchOf(symbols, [0, 0], []);
    input.record(batch, 0, 2);
    batch.rows.fill(-1);
    expect(stampsOf(input.window('A', 1, 2, 9))).toEqual([0, 1]);
  });

  it('says the same as a list of the newest rows, in any slices', () => {
    const stream = fc.array(fc.array(fc.integer({ min: 0, max: 1 }), { maxLength: 9 }), { maxLength: 9 });
    fc.assert(
      fc.property(stream, fc.integer({ min: 1, max: 12 }), (batches, capacity) => {
        const input = new InputRows(capacity);
        const all: { instrument: number; sequence: number; stamp: number }[] = [];
        const counts: number[] = [];
        for (const instruments of batches) {
          const batch = batchOf(symbols, instruments, counts, all.length);
          instruments.forEach((instrument, row) =>
            all.push({ instrument, sequence: batch.sequences[row], stamp: batch.rows[row * ROW_STRIDE] }),
          );
          const half = instruments.length >> 1;
          input.record(batch, 0, half);
          input.record(batch, half, instruments.length);
        }
        const kept = all.slice(-capacity);
        for (const [instrument, symbol] of ['A', 'B'].entries()) {
          const expected = kept.filter((row) => row.instrument === instrument && row.sequence >= 2);
          const window = input.window(symbol, 2, 1000, 1000);
          expect(stampsOf(window)).toEqual(expected.map(({ stamp }) => stamp));
        }
      }),
    );
  });
});
