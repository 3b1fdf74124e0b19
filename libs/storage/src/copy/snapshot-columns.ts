import { COLUMN_NAMES } from '@genesis/market';

/**
 * The columns of `l2_orderbook` in the order in which they go over the wire: the documented 41 and ours behind
 * them. The forty numbers stand as in a row of `SnapshotBatch`.
 */
export const SNAPSHOT_COLUMNS: readonly string[] = [...COLUMN_NAMES.slice(1), 'ts', 'symbol', 'row_id'];

/** The columns of `l2_trades` that a load writes. */
export const TRADE_COLUMNS: readonly string[] = [
  'ts',
  'symbol',
  'price',
  'size',
  'aggressor',
  'trade_no',
  'snapshot_ts',
  'snapshot_row_id',
];
