/** The bytes that more than one file looks for; the two hottest loops have constants of their own. */
export const LF = 10;
export const CR = 13;
export const TAB = 9;
export const SPACE = 32;
export const QUOTE = 34;
export const MINUS = 45;
export const DOT = 46;
export const ZERO = 48;
const NINE = 57;

/** Whether the byte is one of 0–9. */
export function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
