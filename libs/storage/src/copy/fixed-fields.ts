import { EIGHT_BYTES, NULL_LENGTH, readInt64 } from './copy-binary.js';
import { CopyFormatError } from './copy-format.error.js';
import { LONGEST_SYMBOL_BYTES } from './symbol-reader.js';

/** Bytes of a field of eight bytes, its length included. */
export const EIGHT_BYTE_FIELD = 4 + EIGHT_BYTES;

/** A bigint or a timestamp that may not be NULL. @throws CopyFormatError */
export function int64Field(view: DataView, at: number, column: string): number {
  requireLength(view, at, EIGHT_BYTES, column);
  return readInt64(view, at + 4);
}

/** A double that may not be NULL. @throws CopyFormatError */
export function float64Field(view: DataView, at: number, column: string): number {
  requireLength(view, at, EIGHT_BYTES, column);
  return view.getFloat64(at + 4);
}

/** A smallint that may not be NULL. @throws CopyFormatError */
export function int16Field(view: DataView, at: number, column: string): number {
  requireLength(view, at, 2, column);
  return view.getInt16(at + 4);
}

/** An integer that may not be NULL. @throws CopyFormatError */
export function int32Field(view: DataView, at: number, column: string): number {
  requireLength(view, at, 4, column);
  return view.getInt32(at + 4);
}

/** Length of the symbol whose field begins at `at`. @throws CopyFormatError */
export function symbolLength(view: DataView, at: number): number {
  const length = view.getInt32(at);
  if (length >= 0 && length <= LONGEST_SYMBOL_BYTES) return length;
  throw wrongLength('symbol', length, `0 to ${LONGEST_SYMBOL_BYTES} bytes`);
}

export function wrongLength(column: string, length: number, expected: string): CopyFormatError {
  const came = length === NULL_LENGTH ? 'NULL' : `${length} bytes`;
  return new CopyFormatError(`${column} came as ${came} in a COPY, expected ${expected}`);
}

function requireLength(view: DataView, at: number, length: number, column: string): void {
  const came = view.getInt32(at);
  if (came !== length) throw wrongLength(column, came, `${length} bytes`);
}
