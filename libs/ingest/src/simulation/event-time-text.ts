import { MICROS_PER_MILLISECOND } from '@genesis/market';

/** `YYYY-MM-DD HH:MM:SS.ffffff` in UTC, as the 41-column layout and the labels write a stamp. */
export function eventTimeText(tsMicros: number): string {
  const millis = Math.floor(tsMicros / MICROS_PER_MILLISECOND);
  const micros = String(tsMicros - millis * MICROS_PER_MILLISECOND).padStart(3, '0');
  return new Date(millis).toISOString().replace('T', ' ').replace('Z', micros);
}
