import { type ProfileName } from '@genesis/contracts';
import { type TradeColumns } from '@genesis/market';

/**
 * Computes the features of one instrument, row after row. One per symbol; its state is the previous row and
 * a few running statistics.
 */
export interface FeatureEngine {
  /**
   * Fills `features[featureOffset …]` for the row at `rows[rowOffset …]`. `trades` from index `tradeFrom` up to
   * (not including) `tradeTo` belong to this row.
   */
  update(
    rows: Float64Array,
    rowOffset: number,
    trades: TradeColumns,
    tradeFrom: number,
    tradeTo: number,
    features: Float64Array,
    featureOffset: number,
  ): void;
  /** Forgets all windows. */
  reset(): void;
}

export type FeatureEngineFactory = (profile: ProfileName) => FeatureEngine;
