import { SnapshotBatch } from './snapshot-batch.js';
import { ROW_STRIDE, TS } from './snapshot-layout.js';
import { type CellDefect, type LostRow } from './source-defect.js';
import { SymbolTable } from './symbol-table.js';
import { dropLeadingRows } from './drop-leading-rows.js';

function cell(row: number): CellDefect {
  return { kind: 'cell', row, code: 'NAN', column: 'bid_price_1', text: 'nan' };
}

function lost(row: number, position: number): LostRow {
  const rest = { symbol: 'A', column: null, text: '', tsMicros: null, issue: 'cut off' };
  return { kind: 'lost', row, code: 'TRUNCATED_ROW', position, ...rest };
}

function batchOfFive(): SnapshotBatch {
  const batch = new SnapshotBatch(8, new SymbolTable(['A', 'B']));
  for (let row = 0; row < 5; row++) {
    batch.rows[row * ROW_STRIDE + TS] = row * 10;
    batch.rows[row * ROW_STRIDE + ROW_STRIDE - 1] = row;
    batch.instruments[row] = row % 2;
    batch.sequences[row] = row + 1;
    batch.positions[row] = row + 2;
  }
  batch.length = 5;
  return batch;
}

describe('dropLeadingRows', () => {
  it('moves everything that belongs to a row along with it', () => {
    const batch = batchOfFive();
    batch.defects.push(cell(0), lost(2, 4), cell(3), lost(5, 8));
    batch.trades.push(1, 11, 100, 1, 1);
    batch.trades.push(2, 19, 100, 2, -1);
    batch.trades.push(4, 33, 101, 3, 1);
    dropLeadingRows(batch, 2);
    expect(batch.length).toBe(3);
    expect([0, 1, 2].map((row) => batch.rows[row * ROW_STRIDE + TS])).toEqual([20, 30, 40]);
    expect([0, 1, 2].map((row) => batch.rows[row * ROW_STRIDE + ROW_STRIDE - 1])).toEqual([2, 3, 4]);
    expect([...batch.instruments.subarray(0, 3)]).toEqual([0, 1, 0]);
    expect([...batch.sequences.subarray(0, 3)]).toEqual([3, 4, 5]);
    expect([...batch.positions.subarray(0, 3)]).toEqual([4, 5, 6]);
    expect(batch.defects.map(({ row }) => row)).toEqual([0, 1, 3]);
    expect(batch.trades.length).toBe(2);
    expect([...batch.trades.values.subarray(0, 10)]).toEqual([0, 19, 100, 2, -1, 2, 33, 101, 3, 1]);
  });

  it('can take all rows, and none', () => {
    const none = batchOfFive();
    none.defects.push(cell(4));
    dropLeadingRows(none, 0);
    expect(none.length).toBe(5);
    expect(none.defects[0].row).toBe(4);
    dropLeadingRows(none, 5);
    expect(none.length).toBe(0);
    expect(none.defects).toEqual([]);
  });
});
