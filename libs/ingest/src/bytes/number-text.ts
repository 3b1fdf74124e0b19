import { type CellDefectCode } from '@genesis/market';

/** A cell as a number, and why it is not a plain one where it is not. */
export interface NumberText {
  readonly value: number;
  readonly code: CellDefectCode | null;
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const NOT_A_NUMBER = /^[+-]?nan$/i;
const INFINITE = /^[+-]?inf(?:inity)?$/i;

/**
 * The slow and exact reading of a cell, for what the byte scanner does not take: signs with a plus, exponents,
 * more digits than a double holds, and everything that is no number. Plain decimal notation only: `0x1F`,
 * `1_000` and `105USD` are text.
 * @param impliedDecimals how many decimals the venue leaves out (LOBSTER 4, Databento's integers 9)
 */
export function numberFromText(text: string, impliedDecimals = 0): NumberText {
  const trimmed = text.trim();
  if (trimmed === '') return { value: NaN, code: 'EMPTY_FIELD' };
  if (NOT_A_NUMBER.test(trimmed)) return { value: NaN, code: 'NAN' };
  if (INFINITE.test(trimmed)) return infinite(trimmed.startsWith('-'));
  if (!DECIMAL.test(trimmed)) return { value: NaN, code: 'TEXT_IN_NUMBER' };
  const value = Number(impliedDecimals === 0 ? trimmed : shifted(trimmed, impliedDecimals));
  return Number.isFinite(value) ? { value, code: null } : infinite(value < 0);
}

function infinite(negative: boolean): NumberText {
  return { value: negative ? -Infinity : Infinity, code: 'INF' };
}

/** Moves the point in the text, so that only one rounding takes place. */
function shifted(text: string, places: number): string {
  const [mantissa, exponent = '0'] = text.toLowerCase().split('e');
  return `${mantissa}e${Number(exponent) - places}`;
}
