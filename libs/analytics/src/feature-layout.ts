/**
 * Where each feature stands in a feature row. Prices in currency units, volumes in the venue's unit, NaN
 * where a feature is undefined (a side is empty, no trade yet, window too short).
 */
export const SPREAD = 0;
export const MID_PRICE = 1;
export const MICRO_PRICE = 2;
/** Depth imbalance over ten levels, [-1, 1]. */
export const OBI = 3;
/** Weighted imbalance of the profile in use, [-1, 1]. */
export const WEIGHTED_OBI = 4;
/** Order-flow imbalance at the touch since the previous row, volume units. */
export const OFI = 5;
/** Multi-level order-flow imbalance since the previous row, volume units. */
export const MULTI_LEVEL_OFI = 6;
export const BID_DEPTH = 7;
export const ASK_DEPTH = 8;
/** Standard deviation of log mid returns over the window, per square root of a second. */
export const REALISED_VOLATILITY = 9;
export const SPREAD_Z_SCORE = 10;
/** Snapshots per second, exponentially averaged. */
export const UPDATE_RATE = 11;
/** Signed volume of the trades that belong to this row (Lee–Ready where the source names no aggressor). */
export const SIGNED_TRADE_VOLUME = 12;
export const TRADE_VOLUME = 13;
export const VPIN = 14;
export const EFFECTIVE_SPREAD = 15;
export const REALISED_SPREAD = 16;

export const FEATURE_COUNT = 17;

export const FEATURE_NAMES: readonly string[] = [
  'spread',
  'mid_price',
  'micro_price',
  'obi',
  'weighted_obi',
  'ofi',
  'multi_level_ofi',
  'bid_depth',
  'ask_depth',
  'realised_volatility',
  'spread_z_score',
  'update_rate',
  'signed_trade_volume',
  'trade_volume',
  'vpin',
  'effective_spread',
  'realised_spread',
];
