import { type SourceDescription } from '../snapshot-source.js';
import { type TextEdges } from './text-edges.js';

/** What a line says of itself; NaN and null where it does not. */
export interface LineStamp {
  readonly tsMicros: number;
  readonly symbol: string | null;
}

/** The part of a description that is read from a file's edges. */
export type Span = Pick<SourceDescription, 'symbols' | 'fromMicros' | 'toMicros'>;

/** First and last stamp, and the symbols met, among the lines at the edges of a file. */
export function lineSpan(edges: TextEdges, stampOf: (line: string) => LineStamp): Span {
  const head = edges.head.map(stampOf);
  const tail = edges.tail === edges.head ? head : edges.tail.map(stampOf);
  const stamped = (line: LineStamp): boolean => !Number.isNaN(line.tsMicros);
  const met = [...head, ...tail].filter(stamped).flatMap(({ symbol }) => symbol ?? []);
  return {
    symbols: [...new Set(met)],
    fromMicros: head.find(stamped)?.tsMicros ?? null,
    toMicros: tail.findLast(stamped)?.tsMicros ?? null,
  };
}
