import { CR, LF, SPACE, TAB } from './ascii.js';

/** Whether the line at `start` holds nothing but blanks. */
export function isBlankLine(bytes: Uint8Array, start: number): boolean {
  let pos = start;
  while (bytes[pos] === SPACE || bytes[pos] === CR || bytes[pos] === TAB) pos++;
  return bytes[pos] === LF;
}
