/** What the validator allows. Bands are distances of logarithms: 0.7 is a factor of about two. */
export interface ValidationSettings {
  /** |ln(price / reference)| beyond which a single price is an outlier; |Δ ln mid| beyond which a mid has jumped. */
  readonly priceLogBand: number;
  /** |Δ ln mid| within which rows at a new price level agree with each other. */
  readonly agreementLogBand: number;
  /** So many consecutive rows that agree make a jump of the mid the new price level. */
  readonly agreeingRows: number;
  /** Spread as a fraction of the mid beyond which a book is wide. */
  readonly wideSpreadFraction: number;
  /** A silence up to this is never a gap, in seconds. */
  readonly gapFloorSeconds: number;
  /** A gap is longer than so many times the median time between two rows. */
  readonly gapMedians: number;
  /** Price step by symbol, in currency units; a symbol without one is not checked for it. */
  readonly tickSizes: Readonly<Record<string, number>>;
  /** The wall clock in microseconds since the epoch, for live sources; null switches STALE and FUTURE_TS off. */
  readonly now: (() => number) | null;
  /** How far a stamp may be ahead of the wall clock, in seconds. */
  readonly futureToleranceSeconds: number;
  /** How far a stamp may be behind the wall clock, in seconds. */
  readonly staleAfterSeconds: number;
}

export const DEFAULT_VALIDATION_SETTINGS: ValidationSettings = {
  priceLogBand: 0.7,
  agreementLogBand: 0.1,
  agreeingRows: 3,
  wideSpreadFraction: 0.1,
  gapFloorSeconds: 60,
  gapMedians: 5,
  tickSizes: {},
  now: null,
  futureToleranceSeconds: 5,
  staleAfterSeconds: 60,
};

/** The defaults with `settings` over them. @throws RangeError naming setting, value and what is allowed */
export function validationSettings(settings: Partial<ValidationSettings> = {}): ValidationSettings {
  const complete = { ...DEFAULT_VALIDATION_SETTINGS, ...settings };
  for (const [name, value] of Object.entries(complete)) {
    if (typeof value === 'number') requirePositive(`validation setting ${name}`, value);
  }
  for (const [symbol, tick] of Object.entries(complete.tickSizes)) {
    requirePositive(`validation setting tickSizes.${symbol}`, tick);
  }
  return complete;
}

function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw new RangeError(`${name} is ${value}; a finite number above 0 is expected`);
  }
}
