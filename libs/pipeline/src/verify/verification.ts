export const VERDICTS = [
  /** The rows are those that it was raised from, and the same alert comes out, byte for byte. */
  'SAME',
  /** It does not come out of the rows, or not as it is stored. */
  'DIFFERENT',
  /** The source does not hold the rows that it was raised from: they are gone, were altered, or never were there. */
  'ROWS_MISSING',
  /** It was raised with settings of its profile that are not known here. */
  'OTHER_CONFIGURATION',
  /** It was raised by another version of the engine. */
  'OTHER_ENGINE',
  /** There is no such alert. */
  'NOT_STORED',
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A field, named by its path, and its JSON in both forms; absent where there is none. */
export interface FieldDifference {
  readonly field: string;
  readonly stored: string;
  readonly replayed: string;
}

export interface Verification {
  readonly id: string;
  readonly verdict: Verdict;
  /** In words. */
  readonly reason: string;
  readonly differences: readonly FieldDifference[];
}
