/** What a setting may be; both ends included. */
export interface SettingBounds {
  readonly lowest: number;
  readonly highest: number;
  /** Only whole numbers. */
  readonly whole: boolean;
}

export function between(lowest: number, highest: number): SettingBounds {
  return { lowest, highest, whole: false };
}

export function wholeBetween(lowest: number, highest: number): SettingBounds {
  return { lowest, highest, whole: true };
}

export function isWithin(value: number, { lowest, highest, whole }: SettingBounds): boolean {
  return value >= lowest && value <= highest && (!whole || Number.isInteger(value));
}

/** E.g. `a number from 0 to 1`. */
export function boundsText({ lowest, highest, whole }: SettingBounds): string {
  return `a ${whole ? 'whole ' : ''}number from ${lowest} to ${highest}`;
}
