import { type SnapshotBatch } from './snapshot-batch.js';
import { ROW_STRIDE } from './snapshot-layout.js';
import { TRADE_ROW, TRADE_STRIDE, type TradeColumns } from './trade-columns.js';

/** Takes the first `count` rows out of a batch, with the defects and trades that belong to them. */
export function dropLeadingRows(batch: SnapshotBatch, count: number): void {
  const { rows, instruments, sequences, positions, length } = batch;
  rows.copyWithin(0, count * ROW_STRIDE, length * ROW_STRIDE);
  instruments.copyWithin(0, count, length);
  sequences.copyWithin(0, count, length);
  positions.copyWithin(0, count, length);
  batch.length -= count;
  dropDefects(batch, count);
  dropTrades(batch.trades, count);
}

function dropDefects({ defects }: SnapshotBatch, count: number): void {
  const kept = defects.findIndex((defect) => defect.row >= count);
  defects.splice(0, kept === -1 ? defects.length : kept);
  for (const defect of defects) defect.row -= count;
}

function dropTrades(trades: TradeColumns, count: number): void {
  const { values, length } = trades;
  let kept = 0;
  while (kept < length && values[kept * TRADE_STRIDE + TRADE_ROW] < count) kept++;
  values.copyWithin(0, kept * TRADE_STRIDE, length * TRADE_STRIDE);
  trades.length -= kept;
  for (let i = 0; i < trades.length; i++) values[i * TRADE_STRIDE + TRADE_ROW] -= count;
}
