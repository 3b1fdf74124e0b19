import { type RowChanges, type TradeColumns } from '@genesis/market';

/**
 * One instrument's current row as detectors see it, with the accepted row before it. One object per
 * instrument, reused for every row: detectors read it and keep nothing of it.
 */
export interface BookView {
  readonly symbol: string;
  /** Holds the current row at `offset`, laid out as in snapshot-layout.ts. */
  rows: Float64Array;
  offset: number;
  /** The previous accepted row, `ROW_STRIDE` doubles; meaningless while `hasPrevious` is false. */
  readonly previous: Float64Array;
  /** What the current row changed of the row observed last, whether or not `hasPrevious`. */
  readonly changes: RowChanges;
  hasPrevious: boolean;
  previousSequence: number;
  tsMicros: number;
  sequence: number;
  /** Holds the current row's features at `featureOffset`, laid out as in feature-layout.ts. */
  features: Float64Array;
  featureOffset: number;
  /** Trades from `tradeFrom` up to (not including) `tradeTo` happened since the previous row. */
  trades: TradeColumns;
  tradeFrom: number;
  tradeTo: number;
  /** True once this symbol's source has delivered a trade. */
  hasTrades: boolean;
}
