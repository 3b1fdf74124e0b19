/** The bytes that the scanners look for. */
export const LF = 10;
export const CR = 13;
export const TAB = 9;
export const SPACE = 32;
export const QUOTE = 34;
export const PLUS = 43;
export const COMMA = 44;
export const MINUS = 45;
export const DOT = 46;
export const ZERO = 48;
export const NINE = 57;
export const COLON = 58;
export const UPPER_T = 84;
export const UPPER_Z = 90;

/** Whether the byte is one of 0–9. */
export function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}
