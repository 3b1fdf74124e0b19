import {
  ASK_DEPTH,
  BID_DEPTH,
  FEATURE_COUNT,
  MICRO_PRICE,
  MID_PRICE,
  OBI,
  OFI,
  SPREAD,
  WEIGHTED_OBI,
} from '@genesis/analytics';
import { QUALITY_FLAGS, REGIMES, signalsInMask, type SnapshotMessage } from '@genesis/contracts';
import {
  ASK_PRICE,
  ASK_VOLUME,
  BID_PRICE,
  BID_VOLUME,
  LEVELS,
  ROW_STRIDE,
  secondsFromMicros,
  TS,
  type SnapshotBatch,
} from '@genesis/market';
import { type BatchResults } from './batch-results.js';

/** The wire shape of an accepted row. Copies everything: the message outlives the batch. */
export function snapshotMessage(batch: SnapshotBatch, results: BatchResults, row: number): SnapshotMessage {
  const at = row * ROW_STRIDE;
  const f = row * FEATURE_COUNT;
  const { rows } = batch;
  const { features } = results;
  return {
    symbol: batch.symbols.symbolAt(batch.instruments[row]),
    sequence: batch.sequences[row],
    timestamp: secondsFromMicros(rows[at + TS]),
    bid_prices: prices(rows, at + BID_PRICE),
    bid_volumes: volumes(rows, at + BID_VOLUME, at + BID_PRICE),
    ask_prices: prices(rows, at + ASK_PRICE),
    ask_volumes: volumes(rows, at + ASK_VOLUME, at + ASK_PRICE),
    best_bid: orNull(rows[at + BID_PRICE]),
    best_ask: orNull(rows[at + ASK_PRICE]),
    spread: orNull(features[f + SPREAD]),
    mid_price: orNull(features[f + MID_PRICE]),
    microprice: orNull(features[f + MICRO_PRICE]),
    obi: features[f + OBI],
    weighted_obi: features[f + WEIGHTED_OBI],
    ofi: features[f + OFI],
    total_bid_volume: features[f + BID_DEPTH],
    total_ask_volume: features[f + ASK_DEPTH],
    market_regime: REGIMES[results.regimes[row]],
    signals: signalsInMask(results.signals[row]),
    quality: QUALITY_FLAGS.filter((_, bit) => (results.quality[row] >>> bit) & 1),
  };
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function prices(rows: Float64Array, from: number): (number | null)[] {
  return Array.from({ length: LEVELS }, (_, level) => orNull(rows[from + level]));
}

/** An absent level (price NaN) has no volume either. */
function volumes(rows: Float64Array, from: number, priceFrom: number): (number | null)[] {
  return Array.from({ length: LEVELS }, (_, level) =>
    Number.isNaN(rows[priceFrom + level]) ? null : rows[from + level],
  );
}
