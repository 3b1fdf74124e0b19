import { type LostRow, type LostRowCode } from '@genesis/market';
import { LF } from '../bytes/ascii.js';
import { cutText } from '../bytes/cut-text.js';

/** What every lost row must say; the rest has a default. */
export interface LostRowFacts {
  readonly row: number;
  readonly code: LostRowCode;
  readonly position: number;
  readonly symbol: string;
  readonly text: string;
  readonly issue: string;
  readonly column?: string | null;
  readonly tsMicros?: number;
  readonly file?: string;
}

export function lostRow(facts: LostRowFacts): LostRow {
  const { column = null, tsMicros = NaN, text, ...rest } = facts;
  return {
    kind: 'lost',
    ...rest,
    column,
    text: cutText(text),
    tsMicros: Number.isNaN(tsMicros) ? null : tsMicros,
  };
}

/** The line at `start` as text, without its end. */
export function lineText(bytes: Buffer, start: number): string {
  return bytes.toString('utf8', start, bytes.indexOf(LF, start)).trimEnd();
}
