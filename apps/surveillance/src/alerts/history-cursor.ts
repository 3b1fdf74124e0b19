import { type AlertMessage } from '@genesis/contracts';
import { microsFromSeconds } from '@genesis/market';
import { type ArchivePlace } from '@genesis/storage';

export const CURSOR_SHAPE = /^[md]\.-?\d{1,16}\.[^\s.\p{Cc}]{1,64}$/u;

/** Where a page ended: at an alert in memory, or at one of the database. The next one goes on before it. */
export interface HistoryCursor {
  readonly phase: 'memory' | 'database';
  readonly place: ArchivePlace;
}

/** A cursor of `CURSOR_SHAPE`. */
export function parseCursor(text: string): HistoryCursor {
  const [letter, tsMicros, id] = text.split('.');
  return { phase: letter === 'm' ? 'memory' : 'database', place: { tsMicros: Number(tsMicros), id } };
}

export function cursorAt(phase: HistoryCursor['phase'], { timestamp, id }: AlertMessage): string {
  return `${phase === 'memory' ? 'm' : 'd'}.${microsFromSeconds(timestamp)}.${id}`;
}
