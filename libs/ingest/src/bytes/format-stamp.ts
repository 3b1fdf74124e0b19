import { MICROS_PER_MILLISECOND } from '@genesis/market';

/** `YYYY-MM-DD HH:MM:SS.ffffff` in UTC, as the 41-column CSV has it. */
export function formatStamp(tsMicros: number): string {
  const millis = Math.floor(tsMicros / MICROS_PER_MILLISECOND);
  const iso = new Date(millis).toISOString();
  const micros = String(tsMicros - millis * MICROS_PER_MILLISECOND).padStart(3, '0');
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}${micros}`;
}
