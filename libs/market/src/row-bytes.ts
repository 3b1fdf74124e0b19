import { createHash } from 'node:crypto';
import { ROW_STRIDE } from './snapshot-layout.js';

const BYTES_PER_DOUBLE = 8;
/** Bytes that a row takes in `rowBytes`. */
export const ROW_BYTES = ROW_STRIDE * BYTES_PER_DOUBLE;

/**
 * Rows `from` up to (not including) `to` as bytes that are the same on every machine: `ROW_STRIDE` little-endian
 * doubles a row, every NaN as 7ff8 0000 0000 0000.
 */
export function rowBytes(rows: Float64Array, from: number, to: number): Buffer {
  const bytes = Buffer.allocUnsafe((to - from) * ROW_BYTES);
  let at = 0;
  for (let i = from * ROW_STRIDE; i < to * ROW_STRIDE; i++) {
    const value = rows[i];
    if (Number.isNaN(value)) bytes.writeBigUInt64LE(CANONICAL_NAN, at);
    else bytes.writeDoubleLE(value, at);
    at += BYTES_PER_DOUBLE;
  }
  return bytes;
}

const CANONICAL_NAN = 0x7ff8_0000_0000_0000n;

/** The rows that `rowBytes` wrote. @throws RangeError where the bytes are no whole rows */
export function rowsFromBytes(bytes: Uint8Array): Float64Array {
  const { byteLength } = bytes;
  if (byteLength % ROW_BYTES !== 0)
    throw new RangeError(`${byteLength} bytes are no whole rows; a row takes ${ROW_BYTES}`);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, byteLength);
  return Float64Array.from({ length: byteLength / BYTES_PER_DOUBLE }, (_, i) =>
    buffer.readDoubleLE(i * BYTES_PER_DOUBLE),
  );
}

/** Names rows by their values: SHA-256 (64 hex digits) over `rowBytes`, which may come in pieces. */
export class RowsHash {
  readonly #hash = createHash('sha256');

  add(bytes: Uint8Array): this {
    this.#hash.update(bytes);
    return this;
  }

  digest(): string {
    return this.#hash.digest('hex');
  }
}
