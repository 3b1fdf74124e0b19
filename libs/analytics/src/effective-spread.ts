/**
 * What a taker paid, there and back: 2·D·(p − mid) in currency units, D the aggressor's sign and mid the one that
 * prevailed at the trade (Lee and Ready 1991; SEC Rule 605). Negative for a trade better than the mid.
 * With the mid of a later moment it is the realised spread. NaN without a sign or a mid.
 */
export function effectiveSpread(sign: number, price: number, mid: number): number {
  return sign === 0 ? NaN : 2 * sign * (price - mid);
}
