import {
  ASK_PRICE,
  ASK_VOLUME,
  BID_PRICE,
  BID_VOLUME,
  LEVELS,
  ROW_STRIDE,
  seededRandom,
  SnapshotBatch,
  SymbolTable,
} from '@genesis/market';

/** One symbol, one still ten-level book a row, 100 ms apart from t = 0; `change` may spoil a row. */
export function quietBatch(
  rows: number,
  change: (row: Float64Array, index: number) => void = () => undefined,
): SnapshotBatch {
  const batch = new SnapshotBatch(rows, new SymbolTable(['QUIET']));
  const random = seededRandom(5);
  const volumes = Array.from({ length: 2 * LEVELS }, () => 100 + Math.floor(random() * 50));
  for (let index = 0; index < rows; index++) {
    const row = batch.rows.subarray(index * ROW_STRIDE, (index + 1) * ROW_STRIDE);
    row[0] = 1_700_000_000_000_000 + index * 100_000;
    for (let level = 0; level < LEVELS; level++) {
      row[BID_PRICE + level] = (9_999 - level) / 100;
      row[ASK_PRICE + level] = (10_001 + level) / 100;
      row[BID_VOLUME + level] = volumes[level];
      row[ASK_VOLUME + level] = volumes[LEVELS + level];
    }
    change(row, index);
    batch.sequences[index] = index + 1;
    batch.positions[index] = index + 2;
    batch.length++;
  }
  return batch;
}
