import { MICROS_PER_MILLISECOND, MICROS_PER_SECOND } from '@genesis/market';

/** `1234567` → `1,234,567`. */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** Event time as `2012-06-21 09:30:00.004`, the zone being that of the data. */
export function formatTime(tsMicros: number): string {
  const iso = new Date(Math.floor(tsMicros / MICROS_PER_MILLISECOND)).toISOString();
  return iso.slice(0, -1).replace('T', ' ');
}

/** A stretch of time in its two largest units, e.g. `1 h 0 min`, `10 min 47 s`, `0.250 s`. */
export function formatDuration(micros: number): string {
  const seconds = micros / MICROS_PER_SECOND;
  if (seconds < 10) return `${seconds.toFixed(3)} s`;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const wholeSeconds = Math.round(seconds);
  const minutes = Math.floor(wholeSeconds / 60);
  if (minutes < 60) return `${minutes} min ${wholeSeconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** A number with at most `digits` significant digits and without a tail of zeros, e.g. `585.335`, `1.2e-9`. */
export function formatNumber(value: number, digits = 6): string {
  return String(Number(value.toPrecision(digits)));
}
