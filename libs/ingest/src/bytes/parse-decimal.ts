import { DOT, isDigit, MINUS, ZERO } from './ascii.js';
import { exactPowersOfTen } from './powers-of-ten.js';

/** Below it every integer has a double of its own. */
const EXACT_LIMIT = 2 ** 53;
const POWERS_OF_TEN = exactPowersOfTen();

/**
 * A number in plain decimal notation, with or without a minus, bit for bit as `Number(text)` has it; NaN for
 * anything else, and for more digits than one exact division can do.
 */
export function parseDecimal(bytes: Uint8Array, from: number, to: number, impliedDecimals: number): number {
  const negative = bytes[from] === MINUS;
  let mantissa = 0;
  let digits = 0;
  let point = -1;
  for (let at = negative ? from + 1 : from; at < to; at++) {
    const byte = bytes[at];
    if (isDigit(byte)) {
      mantissa = mantissa * 10 + (byte - ZERO);
      digits++;
    } else if (byte === DOT && point < 0) point = at;
    else return NaN;
  }
  const decimals = (point < 0 ? 0 : to - point - 1) + impliedDecimals;
  if (digits === 0 || mantissa >= EXACT_LIMIT || decimals >= POWERS_OF_TEN.length) return NaN;
  const value = mantissa / POWERS_OF_TEN[decimals];
  return negative ? -value : value;
}
