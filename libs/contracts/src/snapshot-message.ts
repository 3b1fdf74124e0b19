import { type Regime, type SignalType } from './signals.js';

/** Why a delivered snapshot is less than perfect; the order is the bit order of quality masks. */
export const QUALITY_FLAGS = [
  'REPAIRED',
  'DEGRADED',
  'LOCKED',
  'WIDE',
  'ONE_SIDED',
  'GAP',
  'QUARANTINED',
] as const;
export type QualityFlag = (typeof QUALITY_FLAGS)[number];

/**
 * A snapshot on the wire: Socket.IO event `snapshot`, raw `/ws`, REST. `timestamp` is epoch seconds with
 * microseconds; arrays hold ten levels, best first; an absent level is null, never 0.
 */
export interface SnapshotMessage {
  readonly symbol: string;
  readonly sequence: number;
  readonly timestamp: number;
  readonly bid_prices: readonly (number | null)[];
  readonly bid_volumes: readonly (number | null)[];
  readonly ask_prices: readonly (number | null)[];
  readonly ask_volumes: readonly (number | null)[];
  readonly best_bid: number | null;
  readonly best_ask: number | null;
  readonly spread: number | null;
  readonly mid_price: number | null;
  readonly microprice: number | null;
  readonly obi: number;
  readonly weighted_obi: number;
  readonly ofi: number;
  readonly total_bid_volume: number;
  readonly total_ask_volume: number;
  readonly market_regime: Regime;
  readonly signals: readonly SignalType[];
  readonly quality: readonly QualityFlag[];
}
