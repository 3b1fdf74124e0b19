/** PostgreSQL's binary COPY format (its manual, COPY, "Binary Format"): signature, flags and header extension. */
export const COPY_HEADER = Buffer.from([
  ...Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'),
  ...[0, 0, 0, 0],
  ...[0, 0, 0, 0],
]);
/** A field count of -1 ends the data. */
export const COPY_TRAILER = Buffer.from([0xff, 0xff]);

/** Length of a field that is NULL. */
export const NULL_LENGTH = -1;
/** Length of a float8, a bigint or a timestamp. */
export const EIGHT_BYTES = 8;

/** PostgreSQL counts a timestamp from 2000-01-01, in microseconds; this is how far that is from 1970. */
export const POSTGRES_EPOCH_MICROS = Date.UTC(2000, 0, 1) * 1_000;

/** Stamps further from 1970 than this are no whole microseconds in a double (the year 2255). */
export const LAST_EXACT_MICROS = Number.MAX_SAFE_INTEGER;

const TWO_TO_32 = 2 ** 32;

/** Writes a whole number as a 64-bit integer, big-endian, without a BigInt. */
export function writeInt64(view: DataView, at: number, value: number): void {
  view.setInt32(at, Math.floor(value / TWO_TO_32));
  view.setUint32(at + 4, value >>> 0);
}

/** A 64-bit integer, big-endian; beyond ±2⁵³ the nearest double. */
export function readInt64(view: DataView, at: number): number {
  return view.getInt32(at) * TWO_TO_32 + view.getUint32(at + 4);
}
