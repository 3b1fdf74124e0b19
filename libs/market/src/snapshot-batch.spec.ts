import { SnapshotBatch } from './snapshot-batch.js';
import { ASK_VOLUME, BID_PRICE, COLUMN_NAMES, LEVELS, ROW_STRIDE, TS } from './snapshot-layout.js';
import { SymbolTable } from './symbol-table.js';

describe('snapshot layout', () => {
  it('names the 41 columns by where they stand', () => {
    expect(COLUMN_NAMES).toHaveLength(ROW_STRIDE);
    expect(COLUMN_NAMES[TS]).toBe('ts');
    expect(COLUMN_NAMES[BID_PRICE]).toBe('bid_price_1');
    expect(COLUMN_NAMES[ASK_VOLUME + LEVELS - 1]).toBe('ask_volume_10');
    expect(new Set(COLUMN_NAMES).size).toBe(ROW_STRIDE);
  });
});

describe('SnapshotBatch', () => {
  it('is full at its capacity and empty after clear', () => {
    const batch = new SnapshotBatch(2, new SymbolTable(['A']));
    expect(batch.full).toBe(false);
    batch.length = 2;
    batch.trades.push(0, 1, 100, 5, 1);
    batch.defects.push({ kind: 'cell', row: 0, code: 'NAN', column: 'bid_price_1', text: 'nan' });
    expect(batch.full).toBe(true);
    batch.clear();
    expect([batch.length, batch.trades.length, batch.defects.length]).toEqual([0, 0, 0]);
  });

  it('appends a row of another batch by value', () => {
    const from = new SnapshotBatch(3, new SymbolTable(['A']));
    from.length = 3;
    from.rows.set(
      Float64Array.from({ length: 3 * ROW_STRIDE }, (_, i) => i),
      0,
    );
    from.sequences[1] = 42;
    from.positions[1] = 7;
    const to = new SnapshotBatch(4, new SymbolTable(['B', 'A']));
    to.length = 2;
    to.appendRow(from, 1, 1);
    from.rows.fill(-1);
    expect(to.length).toBe(3);
    expect(to.rows[2 * ROW_STRIDE]).toBe(ROW_STRIDE);
    expect(to.rows[3 * ROW_STRIDE - 1]).toBe(2 * ROW_STRIDE - 1);
    expect([to.instruments[2], to.sequences[2], to.positions[2]]).toEqual([1, 42, 7]);
    expect(to.rows[3 * ROW_STRIDE]).toBe(0);
  });
});
