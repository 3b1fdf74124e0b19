import { MICROS_PER_MILLISECOND, MICROS_PER_SECOND } from '@genesis/market';
import { type ValueTransformer } from 'typeorm';

const SHAPE = /^(\d{4,6})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?$/;

/** A `TIMESTAMP` as PostgreSQL writes it (UTC, ISO style) in microseconds since the epoch, exact. */
export function microsFromTimestamp(text: string): number {
  if (text === 'infinity') return Infinity;
  if (text === '-infinity') return -Infinity;
  const match = SHAPE.exec(text);
  if (match === null) throw new RangeError(`timestamp is "${text}", allowed: YYYY-MM-DD HH:MM:SS[.ffffff]`);
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const millis = Date.UTC(year, month - 1, day, hour, minute, second);
  return millis * MICROS_PER_MILLISECOND + Number((match[7] ?? '').padEnd(6, '0'));
}

/** Microseconds since the epoch as the text of a `TIMESTAMP` (UTC), for a parameter of a statement. */
export function timestampFromMicros(micros: number): string {
  const seconds = Math.floor(micros / MICROS_PER_SECOND);
  const fraction = String(micros - seconds * MICROS_PER_SECOND).padStart(6, '0');
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')}.${fraction}`;
}

/**
 * Entity columns of type `timestamp` hold microseconds since the epoch. On the way out `pg` asks the value itself for
 * its text: TypeORM would turn a string into a Date in the machine's zone, and cut it to milliseconds.
 */
export const MICROS: ValueTransformer = {
  from: (micros: number | null) => micros,
  to: (micros: number | null | undefined) =>
    typeof micros === 'number' ? { toPostgres: () => timestampFromMicros(micros) } : micros,
};
