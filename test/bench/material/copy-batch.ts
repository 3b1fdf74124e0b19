import { SnapshotBatch, TRADE_STRIDE } from '@genesis/market';

/** A batch that outlives its source's next one. */
export function copyBatch(batch: SnapshotBatch): SnapshotBatch {
  const copy = new SnapshotBatch(batch.capacity, batch.symbols);
  copy.rows.set(batch.rows);
  copy.instruments.set(batch.instruments);
  copy.sequences.set(batch.sequences);
  copy.positions.set(batch.positions);
  copy.defects.push(...batch.defects);
  copy.length = batch.length;
  for (let at = 0; at < batch.trades.length * TRADE_STRIDE; at += TRADE_STRIDE) {
    const [row, tsMicros, price, size, aggressor] = batch.trades.values.subarray(at, at + TRADE_STRIDE);
    copy.trades.push(row, tsMicros, price, size, aggressor);
  }
  return copy;
}
