const MOST_DECIMALS = 9;

/**
 * A decimal step such as 0.05 kept as an exact fraction, so that the n-th multiple is the double nearest to the
 * decimal text (0.1 · 3 is 0.3, not 0.30000000000000004).
 */
export class DecimalGrid {
  readonly numerator: number;
  readonly denominator: number;

  /** @throws RangeError when the step is not a positive number of at most nine decimals. */
  constructor(readonly step: number) {
    const decimals = decimalsOf(step);
    if (decimals < 0) {
      throw new RangeError(`step ${step}: expected a positive number of at most ${MOST_DECIMALS} decimals`);
    }
    this.denominator = 10 ** decimals;
    this.numerator = Math.round(step * this.denominator);
  }

  valueOf(multiples: number): number {
    return (multiples * this.numerator) / this.denominator;
  }

  nearest(value: number): number {
    return Math.round((value * this.denominator) / this.numerator);
  }
}

/** Fewest decimals that write the step exactly; -1 where there are none. */
function decimalsOf(step: number): number {
  if (!(step > 0) || !Number.isFinite(step)) return -1;
  for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
    const scaled = step * 10 ** decimals;
    if (scaled >= 0.5 && Math.abs(scaled - Math.round(scaled)) <= scaled * 1e-12) return decimals;
  }
  return -1;
}
