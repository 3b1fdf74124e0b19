export const MICROS_PER_SECOND = 1_000_000;
export const MICROS_PER_MILLISECOND = 1_000;

/** Epoch seconds with microseconds, as the wire carries time. */
export function secondsFromMicros(tsMicros: number): number {
  return tsMicros / MICROS_PER_SECOND;
}

/** Microseconds since the epoch from epoch seconds, rounded to the microsecond that the double stood for. */
export function microsFromSeconds(seconds: number): number {
  return Math.round(seconds * MICROS_PER_SECOND);
}
