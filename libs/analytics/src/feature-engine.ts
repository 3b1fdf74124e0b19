import { type ProfileName } from '@genesis/contracts';
import { type PreviousRow, type TradeColumns } from '@genesis/market';

/**
 * Computes the features of one instrument, row after row. One per symbol; its state is the previous row and
 * a few running statistics.
 */
export interface FeatureEngine {
  /**
   * Fills `features[featureOffset …]` for the row at `rows[rowOffset …]`. `trades` from index `tradeFrom` up to
   * (not including) `tradeTo` belong to this row. `previous` is the row of the last call, compared with this one;
   * without it the engine keeps a copy of its own.
   */
  update(
    rows: Float64Array,
    rowOffset: number,
    trades: TradeColumns,
    tradeFrom: number,
    tradeTo: number,
    features: Float64Array,
    featureOffset: number,
    previous?: PreviousRow,
  ): void;
  /** Forgets all windows. */
  reset(): void;
}

export type FeatureEngineFactory = (profile: ProfileName) => FeatureEngine;
