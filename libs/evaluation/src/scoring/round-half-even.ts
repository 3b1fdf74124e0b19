/** Digits that `toFixed` writes at the most; enough for the whole expansion of any double that can be a tie here. */
const MOST_DIGITS = 100;

/**
 * Rounds the exact value of the double to `digits` decimals, a tie to the even neighbour: what Python's `round` gives, so
 * that figures agree with score.py to the last digit. (`toFixed` alone takes a tie away from zero.)
 */
export function roundHalfEven(value: number, digits: number): number {
  const exact = Math.abs(value).toFixed(MOST_DIGITS);
  const cut = exact.length - (MOST_DIGITS - digits);
  const isTie = /^50*$/.test(exact.slice(cut));
  const kept = exact.slice(0, cut);
  const rounded = isTie && isEven(kept) ? Number(kept) : Number(Math.abs(value).toFixed(digits));
  return value < 0 ? -rounded : rounded;
}

function isEven(digits: string): boolean {
  return Number(digits.replace('.', '').slice(-1)) % 2 === 0;
}
