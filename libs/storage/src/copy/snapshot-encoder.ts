import { ASK_VOLUME, BID_VOLUME, LEVELS, ROW_STRIDE, TS } from '@genesis/market';
import { EIGHT_BYTES, NULL_LENGTH, POSTGRES_EPOCH_MICROS } from './copy-binary.js';
import { type CopyChunk } from './copy-chunk.js';
import { SNAPSHOT_COLUMNS } from './snapshot-columns.js';

/** Bytes of a snapshot's tuple at most, its symbol not counted. */
const MOST_BYTES = 2 + SNAPSHOT_COLUMNS.length * (4 + EIGHT_BYTES);

/** Bytes that a snapshot takes at most. */
export function snapshotRoom(symbol: Uint8Array): number {
  return MOST_BYTES + symbol.length;
}

/**
 * Appends a row as a tuple of `SNAPSHOT_COLUMNS`; the caller has seen to `snapshotRoom`. An absent level is NULL
 * twice; a price that is no number is NULL; a size that is no number stays one.
 */
export function encodeSnapshot(
  rows: Float64Array,
  row: number,
  symbol: Uint8Array,
  rowId: number,
  chunk: CopyChunk,
): void {
  const base = row * ROW_STRIDE;
  chunk.putFieldCount(SNAPSHOT_COLUMNS.length);
  encodeSide(rows, base + BID_VOLUME, chunk);
  encodeSide(rows, base + ASK_VOLUME, chunk);
  chunk.putInt64(rows[base + TS] - POSTGRES_EPOCH_MICROS);
  chunk.putBytes(symbol);
  chunk.putInt64(rowId);
}

/** Ten prices, which stand before `volumes`, then ten sizes. Locals only: this loop is the encoder's bill. */
function encodeSide(rows: Float64Array, volumes: number, chunk: CopyChunk): void {
  const { view } = chunk;
  let at = chunk.at;
  for (let index = volumes - LEVELS; index < volumes + LEVELS; index++) {
    const value = rows[index];
    const isNull = index < volumes ? Number.isNaN(value) : value === 0 && Number.isNaN(rows[index - LEVELS]);
    if (isNull) {
      view.setInt32(at, NULL_LENGTH);
      at += 4;
    } else {
      view.setInt32(at, EIGHT_BYTES);
      view.setFloat64(at + 4, value);
      at += 12;
    }
  }
  chunk.at = at;
}
