import { POSTGRES_EPOCH_MICROS } from './copy-binary.js';
import { type CopyChunk } from './copy-chunk.js';
import { TRADE_COLUMNS } from './snapshot-columns.js';

/** A trade on its way into `l2_trades`. */
export interface StoredTrade {
  readonly tsMicros: number;
  readonly price: number;
  readonly size: number;
  readonly aggressor: number;
  /** Its number within the load, from 1. */
  readonly tradeNo: number;
  /** The snapshot that is the first to show its effect. */
  readonly snapshotMicros: number;
  readonly snapshotRowId: number;
}

/** Bytes of a trade's tuple at most, its symbol not counted. */
const MOST_BYTES = 2 + TRADE_COLUMNS.length * 12;

/** Bytes that a trade takes at most. */
export function tradeRoom(symbol: Uint8Array): number {
  return MOST_BYTES + symbol.length;
}

/** Appends a trade as a tuple of `TRADE_COLUMNS`; the caller has seen to `tradeRoom`. */
export function encodeTrade(trade: StoredTrade, symbol: Uint8Array, chunk: CopyChunk): void {
  chunk.putFieldCount(TRADE_COLUMNS.length);
  chunk.putInt64(trade.tsMicros - POSTGRES_EPOCH_MICROS);
  chunk.putBytes(symbol);
  chunk.putFloat64(trade.price);
  chunk.putFloat64(trade.size);
  chunk.putInt16(trade.aggressor);
  chunk.putInt32(trade.tradeNo);
  chunk.putInt64(trade.snapshotMicros - POSTGRES_EPOCH_MICROS);
  chunk.putInt64(trade.snapshotRowId);
}
