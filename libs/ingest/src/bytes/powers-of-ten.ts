/** The powers of ten that a double holds exactly, 1e0 to 1e22. */
export function exactPowersOfTen(): Float64Array {
  return Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
}
